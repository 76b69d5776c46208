package org.cairn.node.chain;

/** Another node has taken possession of the storage since this one opened it. */
public class FencedException extends RuntimeException {
  public FencedException(String message, Throwable cause) {
    super(message, cause);
  }

  public FencedException(String message) {
    super(message);
  }
}
