package org.cairn.node.query;

/** A query whose answer exceeds the limit; the message says which and how to narrow it. */
public final class TooManyResultsException extends RuntimeException {
  public TooManyResultsException(String message) {
    super(message);
  }
}
