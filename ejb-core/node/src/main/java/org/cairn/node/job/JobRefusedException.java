package org.cairn.node.job;

/** A job that cannot be: the message says why, and for a path which directories are allowed. */
public final class JobRefusedException extends RuntimeException {
  public JobRefusedException(String message) {
    super(message);
  }
}
