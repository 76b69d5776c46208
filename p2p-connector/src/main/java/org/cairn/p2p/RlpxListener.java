package org.cairn.p2p;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.cairn.node.peers.DialException;
import org.cairn.node.peers.Peer;
import org.cairn.node.peers.PeerEvent;
import org.cairn.node.peers.PeerListener;
import org.cairn.node.peers.PeerStatistics;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.DisconnectReason;
import org.cairn.protocol.devp2p.Enode;
import org.cairn.protocol.devp2p.NodeKey;

/**
 * Listens for peers and dials them. Knows no container: threads come from the executor, events go
 * to {@link Endpoints}.
 *
 * <p>{@link #open} binds the port; {@link #run}, to be called once on a thread of its own, says
 * that the network has started, accepts connections and closes what is overdue until {@link
 * #close}. Everything else may be called by any thread.
 */
public final class RlpxListener implements Runnable, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RlpxListener.class.getName());

  private static final int BACKLOG = 128;
  private static final long PAUSE_NANOS = 200_000_000L;
  private static final long CLOSE_SECONDS = 3;

  private final Host host;
  private final Executor executor;
  private final ServerSocket server;
  private final int sweepMillis;
  private final Map<Long, PeerConnection> connections = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private volatile boolean running;
  private volatile boolean closed;
  private volatile Optional<PeerListener> events = Optional.empty();
  private long sweptAt;

  private RlpxListener(Host host, Executor executor, ServerSocket server) {
    this.host = host;
    this.executor = executor;
    this.server = server;
    this.sweepMillis = sweepMillis(host.settings().timeouts());
  }

  /**
   * Binds the port.
   *
   * @param executor runs each connection's task at once, on a thread that may block
   * @throws IOException if the port cannot be bound; the message names it
   */
  public static RlpxListener open(
      Settings settings, NodeKey key, Endpoints endpoints, Executor executor) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(settings.bind(), BACKLOG);
      server.setSoTimeout(sweepMillis(settings.timeouts()));
    } catch (IOException e) {
      server.close();
      throw new IOException("cannot listen on " + settings.bind() + ": " + e.getMessage(), e);
    }
    long start = System.nanoTime();
    Host.Tools tools =
        new Host.Tools(Secp256k1.instance(), new SecureRandom(), () -> System.nanoTime() - start);
    Host host =
        new Host(
            settings,
            key,
            endpoints,
            new Admission(settings.limits(), key.id()),
            new Counters(),
            tools);
    return new RlpxListener(host, executor, server);
  }

  /** How often timeouts are looked at: four times in the shortest, at most once a second. */
  private static int sweepMillis(Timeouts timeouts) {
    long shortest = Math.min(timeouts.handshake().toMillis(), timeouts.idle().toMillis());
    return Math.clamp(shortest / 4, 10, 1000);
  }

  /** The port that was bound. */
  public int port() {
    return server.getLocalPort();
  }

  /** The URL by which peers reach us. */
  public Enode enode() {
    String address =
        host.settings().externalHost().orElseGet(() -> reachable(server.getInetAddress()));
    return new Enode(host.key().id(), address, port(), port());
  }

  /** Where a listener on every address is reached, nobody can say: on this machine at least. */
  private static String reachable(InetAddress bound) {
    return bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
  }

  public PeerStatistics statistics() {
    return host.counters().snapshot(host.admission());
  }

  @Override
  public void run() {
    running = true;
    try {
      announce();
      while (!closed) {
        acceptOne();
        sweep();
      }
    } finally {
      finished.complete(null);
    }
  }

  /** Tells the node that we listen, before anything else; again while it is not ready for it. */
  private void announce() {
    PeerEvent started =
        new PeerEvent.NetworkStarted(
            enode(), server.getInetAddress().getHostAddress(), this::statistics);
    while (!closed) {
      try {
        PeerListener listener = host.endpoints().open();
        events = Optional.of(listener);
        listener.onEvent(started);
        LOG.log(Level.INFO, "Listening for peers: {0}", enode().toString());
        return;
      } catch (RuntimeException e) {
        host.counters().endpointFailures.increment();
        LOG.log(closed ? Level.DEBUG : Level.WARNING, "the node does not listen yet", e);
        events.ifPresent(host.endpoints()::release);
        events = Optional.empty();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void acceptOne() {
    try {
      Socket socket = server.accept();
      host.counters().accepted.increment();
      Optional<Admission.Seat> seat = host.admission().admit(socket.getInetAddress(), host.now());
      if (seat.isEmpty()) {
        host.counters().refused.increment();
        socket.close();
        return;
      }
      start(socket, seat.get(), Optional.empty());
    } catch (SocketTimeoutException e) {
      // nobody came; time to look after those who are here
    } catch (IOException e) {
      if (!closed) {
        LOG.log(Level.WARNING, "accepting a connection", e);
        LockSupport.parkNanos(PAUSE_NANOS); // such as too many open files: give them time
      }
    }
  }

  private PeerConnection start(Socket socket, Admission.Seat seat, Optional<Bytes> dialled)
      throws IOException {
    PeerConnection connection;
    try {
      socket.setSoTimeout(sweepMillis);
      connection = new PeerConnection(host, numbers.incrementAndGet(), socket, seat, dialled);
    } catch (IOException | RuntimeException e) {
      seat.leave();
      socket.close();
      throw e;
    }
    connections.put(connection.number(), connection);
    connection.ended().thenRun(() -> connections.remove(connection.number()));
    if (closed) {
      connection.cut();
    }
    try {
      executor.execute(connection);
    } catch (RejectedExecutionException e) {
      connection.abandon();
      throw new IOException("the network has stopped", e);
    }
    return connection;
  }

  private void sweep() {
    long now = host.now();
    if (now - sweptAt < sweepMillis * 1_000_000L) {
      return;
    }
    sweptAt = now;
    for (PeerConnection connection : connections.values()) {
      connection.cutIfOverdue(now);
    }
  }

  /**
   * Connects to a node and waits for its hello.
   *
   * @throws DialException if nobody answers, somebody else does, or a limit is reached
   */
  public Peer dial(Enode enode) throws DialException {
    if (closed) {
      throw new DialException("the network has stopped");
    }
    InetSocketAddress address = new InetSocketAddress(enode.host(), enode.port());
    if (enode.port() == 0 || address.isUnresolved()) {
      throw new DialException("no address to dial in " + enode);
    }
    Admission.Seat seat =
        host.admission()
            .reserve(address.getAddress())
            .orElseThrow(() -> new DialException("too many peers, or too many being dialled"));
    int millis = (int) host.settings().timeouts().handshake().toMillis();
    Socket socket = new Socket();
    PeerConnection connection;
    try {
      host.counters().dialled.increment();
      socket.connect(address, millis);
      connection = start(socket, seat, Optional.of(enode.nodeId()));
    } catch (IOException e) {
      seat.leave();
      throw new DialException("cannot connect to " + enode + ": " + e.getMessage(), e);
    }
    return await(connection, enode, millis);
  }

  private static Peer await(PeerConnection connection, Enode enode, int millis)
      throws DialException {
    try {
      return connection.greeting().get(2L * millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DialException(enode + ": " + cause.getMessage(), e);
    } catch (TimeoutException e) {
      connection.cut();
      throw new DialException(enode + ": no hello", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connection.cut();
      throw new DialException("interrupted", e);
    }
  }

  /**
   * Says goodbye to everybody and waits, at most for some seconds, until all connections have ended
   * and the node knows.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing the listening socket", e);
    }
    if (running) {
      waitFor(finished);
    }
    endConnections();
    events.ifPresent(this::sayStopped);
  }

  private void endConnections() {
    List<PeerConnection> left = List.copyOf(connections.values());
    for (PeerConnection connection : left) {
      executor.execute(() -> connection.disconnect(DisconnectReason.QUITTING));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            left.stream().map(PeerConnection::ended).toArray(CompletableFuture[]::new));
    if (!waitFor(all)) {
      left.forEach(PeerConnection::cut);
      waitFor(all);
    }
  }

  private static boolean waitFor(CompletableFuture<Void> future) {
    try {
      future.get(CLOSE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void sayStopped(PeerListener listener) {
    try {
      listener.onEvent(new PeerEvent.NetworkStopped());
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "the node stopped before the network", e);
    }
    host.endpoints().release(listener);
    events = Optional.empty();
  }
}
