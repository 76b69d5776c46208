package org.cairn.node.peers;

/** The message listener of the resource adapter: hears everything that happens on the network. */
public interface PeerListener {
  /**
   * Handles one event. Called by one thread at a time for each connection, and by several for
   * different connections. Whatever it throws ends the connection, not the network.
   */
  void onEvent(PeerEvent event);
}
