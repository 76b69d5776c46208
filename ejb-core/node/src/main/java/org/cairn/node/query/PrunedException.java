package org.cairn.node.query;

/** Contents of a block that were there and are not kept; the message says what and which range. */
public final class PrunedException extends RuntimeException {
  public PrunedException(String message) {
    super(message);
  }
}
