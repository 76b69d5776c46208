package org.cairn.p2p;

import java.util.Optional;
import org.cairn.node.peers.DialException;
import org.cairn.node.peers.Peer;
import org.cairn.node.peers.PeerDialer;
import org.cairn.protocol.devp2p.Enode;

/** What the node holds of a pooled connection, until it closes it. Thread-safe. */
public final class PooledDialer implements PeerDialer {
  private final P2pResourceAdapter adapter;
  private Optional<ManagedDialer> managed;

  PooledDialer(P2pResourceAdapter adapter, ManagedDialer managed) {
    this.adapter = adapter;
    this.managed = Optional.of(managed);
  }

  @Override
  public Peer dial(Enode enode) throws DialException {
    synchronized (this) {
      if (managed.isEmpty()) {
        throw new DialException("the connection to the network is closed");
      }
    }
    return adapter.dial(enode);
  }

  synchronized void moveTo(ManagedDialer other) {
    managed = Optional.of(other);
  }

  synchronized void invalidate() {
    managed = Optional.empty();
  }

  @Override
  public void close() {
    Optional<ManagedDialer> held;
    synchronized (this) {
      held = managed;
      managed = Optional.empty();
    }
    held.ifPresent(connection -> connection.closed(this));
  }
}
