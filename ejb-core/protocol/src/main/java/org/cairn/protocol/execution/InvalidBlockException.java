package org.cairn.protocol.execution;

/** A block, or a transaction in it or by itself, breaks a rule. The message has the numbers. */
public final class InvalidBlockException extends RuntimeException {
  /** The rule that is broken. */
  public enum Reason {
    TYPE_NOT_SUPPORTED,
    INVALID_SIGNATURE,
    WRONG_CHAIN_ID,
    INTRINSIC_GAS_TOO_LOW,
    GAS_BELOW_FLOOR,
    NONCE_TOO_LOW,
    NONCE_TOO_HIGH,
    NONCE_IS_MAXIMUM,
    INIT_CODE_TOO_LONG,
    GAS_LIMIT_EXCEEDS_MAXIMUM,
    GAS_LIMIT_EXCEEDS_BLOCK,
    PRIORITY_FEE_ABOVE_FEE_CAP,
    FEE_CAP_BELOW_BASE_FEE,
    INSUFFICIENT_FUNDS,
    SENDER_HAS_CODE,
    NO_BLOBS,
    TOO_MANY_BLOBS,
    BLOB_GAS_EXCEEDS_BLOCK,
    UNKNOWN_BLOB_VERSION,
    BLOB_FEE_CAP_TOO_LOW,
    NO_AUTHORIZATIONS,
    GAS_USED_MISMATCH,
    BLOB_GAS_USED_MISMATCH,
    SYSTEM_CONTRACT_MISSING,
    SYSTEM_CALL_FAILED,
    DEPOSIT_MALFORMED
  }

  private final Reason reason;

  InvalidBlockException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  InvalidBlockException(String where, InvalidBlockException cause) {
    super(cause.getMessage() + where, cause);
    this.reason = cause.reason;
  }

  public Reason reason() {
    return reason;
  }
}
