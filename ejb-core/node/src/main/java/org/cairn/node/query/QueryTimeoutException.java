package org.cairn.node.query;

/**
 * A query that the database gave up on because it took too long; the message says how to narrow it.
 */
public final class QueryTimeoutException extends RuntimeException {
  public QueryTimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
