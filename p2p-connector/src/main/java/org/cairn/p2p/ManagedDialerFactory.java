package org.cairn.p2p;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.cairn.node.peers.PeerDialer;
import org.cairn.node.peers.PeerDialerFactory;

/** Makes the connections through which the node has peers dialled. */
@ConnectionDefinition(
    connectionFactory = PeerDialerFactory.class,
    connectionFactoryImpl = PooledDialerFactory.class,
    connection = PeerDialer.class,
    connectionImpl = PooledDialer.class)
public class ManagedDialerFactory implements ManagedConnectionFactory, ResourceAdapterAssociation {
  private static final long serialVersionUID = 1L;

  private transient Optional<P2pResourceAdapter> adapter = Optional.empty();
  private transient PrintWriter logWriter;

  @Override
  public Object createConnectionFactory(ConnectionManager manager) {
    return new PooledDialerFactory(this, manager);
  }

  @Override
  public Object createConnectionFactory() throws ResourceException {
    throw new ResourceException("the network needs a container");
  }

  @Override
  public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo info)
      throws ResourceException {
    return new ManagedDialer(
        adapter.orElseThrow(() -> new ResourceException("no resource adapter is associated")));
  }

  /** Any of them will do: they do not differ. */
  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public ManagedConnection matchManagedConnections(
      Set connections, Subject subject, ConnectionRequestInfo info) {
    for (Object connection : connections) {
      if (connection instanceof ManagedDialer dialer) {
        return dialer;
      }
    }
    return null;
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return adapter.orElse(null);
  }

  @Override
  public void setResourceAdapter(ResourceAdapter resourceAdapter) {
    adapter = Optional.of((P2pResourceAdapter) resourceAdapter);
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ManagedDialerFactory that && adapter.equals(that.adapter);
  }

  @Override
  public int hashCode() {
    return adapter.hashCode();
  }
}
