package org.cairn.node.chain;

/** The storage failed; nothing of the failed call was stored. */
public class StoreException extends RuntimeException {
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreException(String message) {
    super(message);
  }
}
