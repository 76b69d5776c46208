package org.cairn.node.peers;

import org.cairn.protocol.devp2p.Enode;

/** A connection to the network part, through which the node has peers dialled. Thread-safe. */
public interface PeerDialer extends AutoCloseable {
  /**
   * Connects to a node and waits until both have said hello. The connection goes on by itself: its
   * events reach the {@link PeerListener}.
   *
   * @return who answered; of no use if it shares no capability, and then about to be left
   * @throws DialException if nobody answers, somebody else does, or a limit is reached
   */
  Peer dial(Enode enode) throws DialException;

  /** Gives this connection back to the pool; the peers stay. */
  @Override
  void close();
}
