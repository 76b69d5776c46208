package org.cairn.p2p;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.concurrent.locks.LockSupport;
import org.cairn.node.peers.PeerListener;

/** Message endpoints of the container: a proxy of the message-driven bean for each connection. */
final class ContainerEndpoints implements Endpoints {
  private static final long PAUSE_NANOS = 100_000_000L;

  private final MessageEndpointFactory factory;
  private volatile boolean closed;

  ContainerEndpoints(MessageEndpointFactory factory) {
    this.factory = factory;
  }

  /** The endpoint is being undeployed: nobody waits for it any more. */
  void close() {
    closed = true;
  }

  @Override
  public PeerListener open() {
    while (!closed) {
      try {
        return (PeerListener) factory.createEndpoint(null);
      } catch (UnavailableException e) {
        LockSupport.parkNanos(PAUSE_NANOS); // its deployment has not come to an end yet
      }
    }
    throw new IllegalStateException("the message endpoint is gone");
  }

  @Override
  public void release(PeerListener listener) {
    ((MessageEndpoint) listener).release();
  }
}
