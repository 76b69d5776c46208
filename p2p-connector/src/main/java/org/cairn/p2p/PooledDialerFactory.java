package org.cairn.p2p;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serializable;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.cairn.node.peers.PeerDialer;
import org.cairn.node.peers.PeerDialerFactory;

/** What the node finds in JNDI. Thread-safe. */
public final class PooledDialerFactory implements PeerDialerFactory, Serializable, Referenceable {
  private static final long serialVersionUID = 1L;

  private final ManagedDialerFactory factory;
  private final transient ConnectionManager manager;
  private transient Reference reference;

  PooledDialerFactory(ManagedDialerFactory factory, ConnectionManager manager) {
    this.factory = factory;
    this.manager = manager;
  }

  @Override
  public PeerDialer open() {
    try {
      return (PeerDialer) manager.allocateConnection(factory, null);
    } catch (ResourceException e) {
      throw new IllegalStateException("no connection to the network: " + e.getMessage(), e);
    }
  }

  @Override
  public Reference getReference() throws NamingException {
    if (reference == null) {
      throw new NamingException("the factory was not bound yet");
    }
    return reference;
  }

  @Override
  public void setReference(Reference reference) {
    this.reference = reference;
  }
}
