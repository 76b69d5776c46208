package org.cairn.node.peers;

/** A node could not be reached; the message says why. */
public final class DialException extends Exception {
  private static final long serialVersionUID = 1L;

  public DialException(String why) {
    super(why);
  }

  public DialException(String why, Throwable cause) {
    super(why, cause);
  }
}
