package org.cairn.rpc.json;

/** An answer that would exceed the writer's limit. */
public final class AnswerTooLargeException extends RuntimeException {
  AnswerTooLargeException(int limit) {
    super("the answer exceeds " + limit + " bytes", null, false, false);
  }
}
