package org.cairn.tools.transition;

/** A transition cannot be made; the message is one sentence. */
public final class TransitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Execution failed outside of transactions. */
  public static final int EVM = 2;

  /** Input that is malformed or cannot be read. */
  public static final int INPUT = 2;

  /** The fork is unknown, or the environment lacks what it needs. */
  public static final int CONFIGURATION = 3;

  /** BLOCKHASH asked for a block that the environment does not have. */
  public static final int MISSING_BLOCK_HASH = 4;

  /** A file that cannot be written. */
  public static final int IO = 11;

  private final int exitCode;

  public TransitionException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public TransitionException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
