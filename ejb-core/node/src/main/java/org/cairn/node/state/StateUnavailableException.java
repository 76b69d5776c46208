package org.cairn.node.state;

/** World state that is not kept; the message says which block, why, and what is there. */
public final class StateUnavailableException extends RuntimeException {
  public StateUnavailableException(String message) {
    super(message);
  }
}
