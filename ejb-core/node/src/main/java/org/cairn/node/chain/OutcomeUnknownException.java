package org.cairn.node.chain;

/** The connection was lost during a commit: whether it took effect is unknown. */
public class OutcomeUnknownException extends RuntimeException {
  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }

  public OutcomeUnknownException(String message) {
    super(message);
  }
}
