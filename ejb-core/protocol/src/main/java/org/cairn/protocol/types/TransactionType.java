package org.cairn.protocol.types;

import org.cairn.protocol.rlp.RlpException;

/** The type byte of a transaction (EIP-2718). */
public enum TransactionType {
  LEGACY(0),
  ACCESS_LIST(1),
  DYNAMIC_FEE(2),
  BLOB(3),
  SET_CODE(4);

  private final int code;

  TransactionType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * The type of a typed envelope, 1..4; throws RlpException naming {@code offset} for any other.
   */
  public static TransactionType of(byte code, int offset) {
    return switch (code) {
      case 1 -> ACCESS_LIST;
      case 2 -> DYNAMIC_FEE;
      case 3 -> BLOB;
      case 4 -> SET_CODE;
      default ->
          throw new RlpException("transaction type " + (code & 0xff) + " is unknown", offset);
    };
  }
}
