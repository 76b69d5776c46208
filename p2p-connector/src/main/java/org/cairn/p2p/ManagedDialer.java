package org.cairn.p2p;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;

/**
 * A pooled connection to the network part. It holds no socket: the sockets are the peers', and they
 * outlive it.
 */
final class ManagedDialer implements ManagedConnection {
  private final P2pResourceAdapter adapter;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private Optional<PooledDialer> handle = Optional.empty();
  private PrintWriter logWriter;

  ManagedDialer(P2pResourceAdapter adapter) {
    this.adapter = adapter;
  }

  @Override
  public synchronized Object getConnection(Subject subject, ConnectionRequestInfo info) {
    PooledDialer fresh = new PooledDialer(adapter, this);
    handle = Optional.of(fresh);
    return fresh;
  }

  @Override
  public synchronized void associateConnection(Object connection) throws ResourceException {
    if (!(connection instanceof PooledDialer dialer)) {
      throw new ResourceException("no connection of ours: " + connection);
    }
    dialer.moveTo(this);
    handle = Optional.of(dialer);
  }

  /** The handle is given back to the pool. */
  void closed(PooledDialer dialer) {
    ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
    event.setConnectionHandle(dialer);
    listeners.forEach(listener -> listener.connectionClosed(event));
  }

  @Override
  public synchronized void cleanup() {
    handle.ifPresent(PooledDialer::invalidate);
    handle = Optional.empty();
  }

  @Override
  public void destroy() {
    cleanup();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public XAResource getXAResource() throws ResourceException {
    throw new NotSupportedException("the network takes part in no transaction");
  }

  @Override
  public LocalTransaction getLocalTransaction() throws ResourceException {
    throw new NotSupportedException("the network takes part in no transaction");
  }

  @Override
  public ManagedConnectionMetaData getMetaData() {
    return new Description();
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  private static final class Description implements ManagedConnectionMetaData {
    @Override
    public String getEISProductName() {
      return "devp2p";
    }

    @Override
    public String getEISProductVersion() {
      return "5";
    }

    /** 0: no limit. */
    @Override
    public int getMaxConnections() {
      return 0;
    }

    @Override
    public String getUserName() {
      return "";
    }
  }
}
