package org.cairn.node.chain;

/** The node cannot work on the chain that it found; the message says why and what to do. */
public final class ChainRefusedException extends RuntimeException {
  public ChainRefusedException(String message) {
    super(message);
  }
}
