package org.cairn.cli;

import picocli.CommandLine;

/**
 * A command cannot go on. The message is one sentence for the person at the terminal: what is
 * wrong, and what helps.
 */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public CommandException(String message) {
    super(message);
    this.exitCode = CommandLine.ExitCode.SOFTWARE;
  }

  public CommandException(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = CommandLine.ExitCode.SOFTWARE;
  }

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What was given cannot be worked on: as wrong as an unknown option. */
  public static CommandException ofInput(String message) {
    return new CommandException(CommandLine.ExitCode.USAGE, message);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
