package org.cairn.protocol.evm;

/**
 * A flag by which another thread ends an execution: looked at on backward jumps and at calls.
 * Thread-safe.
 */
public final class Cancellation {
  private volatile boolean requested;

  public void request() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }
}
