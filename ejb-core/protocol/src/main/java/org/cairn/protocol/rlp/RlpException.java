package org.cairn.protocol.rlp;

/** Input that is no strict RLP, or not of the expected shape. */
public final class RlpException extends RuntimeException {
  private final int offset;

  public RlpException(String what, int offset) {
    super(what + " at offset " + offset);
    this.offset = offset;
  }

  /** Where in the decoded array the offending item starts. */
  public int offset() {
    return offset;
  }
}
