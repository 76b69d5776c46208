package org.cairn.node.peers;

/** Hands out {@link PeerDialer}s; the connection factory of the resource adapter. Thread-safe. */
public interface PeerDialerFactory {
  /** Throws IllegalStateException if the network part does not run. */
  PeerDialer open();
}
