package org.cairn.node.job;

/** A path that a job may not use; the message says why and which directories are allowed. */
public final class PathRefusedException extends RuntimeException {
  public PathRefusedException(String message) {
    super(message);
  }
}
