package org.cairn.p2p;

import java.util.Optional;
import org.cairn.protocol.devp2p.DisconnectReason;

/** Why a connection ends, thrown where it is noticed. */
final class EndOfConnectionException extends Exception {
  /** What happened, for the counters. */
  enum Kind {
    /** The peer said goodbye or hung up. */
    REMOTE,
    /** We hang up because the node or the server wants it. */
    LOCAL,
    /** The peer is too many, useless, known or we. */
    TURNED_AWAY,
    TIMEOUT,
    PROTOCOL_ERROR,
    NETWORK_ERROR,
    /** The node failed to handle an event. */
    ENDPOINT_FAILURE
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<DisconnectReason> goodbye;

  /** Nothing is said to the peer. */
  EndOfConnectionException(Kind kind, String why) {
    this(kind, why, Optional.empty());
  }

  /** The peer is told the reason. */
  EndOfConnectionException(Kind kind, DisconnectReason goodbye) {
    this(kind, goodbye.toString(), Optional.of(goodbye));
  }

  EndOfConnectionException(Kind kind, String why, Optional<DisconnectReason> goodbye) {
    super(why, null, false, false);
    this.kind = kind;
    this.goodbye = goodbye;
  }

  Kind kind() {
    return kind;
  }

  String why() {
    return String.valueOf(getMessage());
  }

  /** What to tell the peer; empty if it is gone or need not know. */
  Optional<DisconnectReason> goodbye() {
    return goodbye;
  }
}
