package org.cairn.protocol.evm;

/** How a run of a frame, or a whole call, came to its end. */
public enum Outcome {
  /** The frame goes on. */
  CONTINUE(""),
  /** The frame waits for a child that the machine is to start. */
  CHILD(""),
  STOP(""),
  RETURN(""),
  SELFDESTRUCT(""),
  /** Ends without success and gives back its gas and its output. */
  REVERT("execution reverted"),
  OUT_OF_GAS("out of gas"),
  STACK_UNDERFLOW("stack underflow"),
  STACK_OVERFLOW("stack limit reached 1024"),
  INVALID_OPCODE("invalid opcode"),
  INVALID_JUMP("invalid jump destination"),
  WRITE_PROTECTION("write protection"),
  RETURN_DATA_OUT_OF_BOUNDS("return data out of bounds"),
  INIT_CODE_TOO_LONG("max initcode size exceeded"),
  CODE_TOO_LONG("max code size exceeded"),
  CODE_NOT_PAID("contract creation code storage out of gas"),
  INVALID_CODE("invalid code: must not begin with 0xef"),
  COLLISION("contract address collision"),
  PRECOMPILE_FAILED("precompiled contract refused its input"),
  /** A call or creation that was not begun; its gas is given back. */
  TOO_DEEP("max call depth exceeded"),
  INSUFFICIENT_BALANCE("insufficient balance for transfer"),
  NONCE_OVERFLOW("nonce uint64 overflow"),
  /** Somebody outside asked for the end, see {@link Cancellation}. */
  CANCELLED("execution aborted");

  private final String message;

  Outcome(String message) {
    this.message = message;
  }

  /** Words that other clients use too; empty where the outcome is no failure. */
  public String message() {
    return message;
  }

  public boolean succeeded() {
    return this == STOP || this == RETURN || this == SELFDESTRUCT;
  }

  /** Whether what is left of the gas is given back. */
  boolean keepsGas() {
    return switch (this) {
      case CONTINUE,
          CHILD,
          STOP,
          RETURN,
          SELFDESTRUCT,
          REVERT,
          TOO_DEEP,
          INSUFFICIENT_BALANCE,
          NONCE_OVERFLOW ->
          true;
      default -> false;
    };
  }
}
