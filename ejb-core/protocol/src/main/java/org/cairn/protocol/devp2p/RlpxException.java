package org.cairn.protocol.devp2p;

/** What a peer sent breaks the protocol; the connection cannot go on. */
public final class RlpxException extends Exception {
  /** What is wrong, for counters and for the choice of an answer. */
  public enum Reason {
    /** A handshake packet that cannot be decrypted: cut, changed, or meant for another node. */
    UNREADABLE_HANDSHAKE,
    /** A handshake packet whose content is no list of the expected items. */
    MALFORMED_HANDSHAKE,
    /** A public key that is no point of the curve. */
    BAD_KEY,
    /** A signature from which no key can be recovered. */
    BAD_SIGNATURE,
    WRONG_HEADER_MAC,
    WRONG_BODY_MAC,
    /** A frame or message that exceeds its limit. */
    TOO_LARGE,
    /** A payload that is no Snappy block. */
    BAD_COMPRESSION,
    /** A message that is no RLP of the expected shape. */
    MALFORMED_MESSAGE,
    /** A message id that nobody owns. */
    UNKNOWN_MESSAGE
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public RlpxException(Reason reason, String what) {
    super(what);
    this.reason = reason;
  }

  public RlpxException(Reason reason, String what, Throwable cause) {
    super(what, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
