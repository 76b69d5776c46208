package org.cairn.p2p;

import org.cairn.node.peers.PeerListener;

/** Where events go. Thread-safe. */
public interface Endpoints {
  /**
   * A listener for the events of one connection, to be given back. Waits while the node is not
   * ready to listen yet.
   *
   * @throws IllegalStateException if the node does not listen (any more)
   */
  PeerListener open();

  /** Takes the listener of a connection back. */
  void release(PeerListener listener);
}
