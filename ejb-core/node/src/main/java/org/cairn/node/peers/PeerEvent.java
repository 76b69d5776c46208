package org.cairn.node.peers;

import java.util.function.Supplier;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.Enode;

/** Something that happened on the network. */
public sealed interface PeerEvent {
  /**
   * The network listens; comes before every other event.
   *
   * @param enode the URL by which peers reach the node
   * @param listenAddress the literal address on which it listens
   * @param statistics the counters at the moment of asking
   */
  record NetworkStarted(Enode enode, String listenAddress, Supplier<PeerStatistics> statistics)
      implements PeerEvent {}

  /** The network has stopped; no other event follows. */
  record NetworkStopped() implements PeerEvent {}

  /**
   * Both sides of a connection have said hello. If they share no capability, the connection is
   * about to end.
   *
   * @param link for sending to this peer, valid until {@link Left}
   */
  record Greeted(Peer peer, PeerLink link) implements PeerEvent {}

  /**
   * A message of a shared capability.
   *
   * @param id among the capability's messages, from 0
   * @param payload not compressed, not decoded
   */
  record MessageReceived(long connection, Capability capability, int id, Bytes payload)
      implements PeerEvent {}

  /**
   * A connection that was greeted has ended.
   *
   * @param reason in words, for a log or a page
   */
  record Left(long connection, String reason) implements PeerEvent {}
}
