package org.cairn.cli;

/**
 * A command cannot go on. The message is one sentence for the person at the terminal: what is
 * wrong, and what helps.
 */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
