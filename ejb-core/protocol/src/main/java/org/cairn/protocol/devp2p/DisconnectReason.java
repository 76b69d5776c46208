package org.cairn.protocol.devp2p;

import java.util.Arrays;
import java.util.Optional;

/** Why a side closes the connection (RLPx specification, "Disconnect (0x01)"). */
public enum DisconnectReason {
  REQUESTED(0x00, "disconnect requested"),
  NETWORK_ERROR(0x01, "network error"),
  PROTOCOL_BREACH(0x02, "breach of protocol"),
  USELESS_PEER(0x03, "useless peer"),
  TOO_MANY_PEERS(0x04, "too many peers"),
  ALREADY_CONNECTED(0x05, "already connected"),
  INCOMPATIBLE_VERSION(0x06, "incompatible p2p protocol version"),
  INVALID_IDENTITY(0x07, "invalid node identity"),
  QUITTING(0x08, "client quitting"),
  UNEXPECTED_IDENTITY(0x09, "unexpected identity"),
  SELF(0x0a, "connected to self"),
  TIMEOUT(0x0b, "timeout"),
  SUBPROTOCOL_ERROR(0x10, "subprotocol error");

  private final int code;
  private final String text;

  DisconnectReason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** Empty if the specification has no such number. */
  public static Optional<DisconnectReason> of(int code) {
    return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
  }

  /** A few English words. */
  @Override
  public String toString() {
    return text;
  }
}
