package org.cairn.node.peers;

import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.DisconnectReason;

/** The way to one peer. Thread-safe. */
public interface PeerLink {
  /**
   * Sends a message, waiting until the socket has taken it. The message is dropped if the
   * connection has ended, which {@link PeerEvent.Left} tells.
   *
   * @param id among the capability's messages, from 0
   * @return whether the socket took it
   * @throws IllegalArgumentException if the capability is not shared or has no such message
   */
  boolean send(Capability capability, int id, Bytes payload);

  /** Says goodbye and ends the connection; does nothing if it has ended. */
  void disconnect(DisconnectReason reason);
}
