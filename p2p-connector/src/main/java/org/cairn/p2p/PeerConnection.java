package org.cairn.p2p;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.cairn.node.peers.DialException;
import org.cairn.node.peers.Peer;
import org.cairn.node.peers.PeerEvent;
import org.cairn.node.peers.PeerLink;
import org.cairn.node.peers.PeerListener;
import org.cairn.p2p.EndOfConnectionException.Kind;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.BaseMessage;
import org.cairn.protocol.devp2p.BaseMessage.Disconnect;
import org.cairn.protocol.devp2p.BaseMessage.Hello;
import org.cairn.protocol.devp2p.BaseMessage.Ping;
import org.cairn.protocol.devp2p.BaseMessage.Pong;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.DisconnectReason;
import org.cairn.protocol.devp2p.MessageCodec;
import org.cairn.protocol.devp2p.RlpxException;
import org.cairn.protocol.devp2p.SharedCapabilities;

/**
 * One connection, from the first byte to the last.
 *
 * <p>{@link #run} belongs to one thread, which shakes hands, says hello, and then reads message by
 * message and delivers each before it reads the next. {@link #send} and {@link #disconnect} may be
 * called by any thread. The listener's thread calls {@link #cutIfOverdue}, which ends whatever the
 * other threads wait for.
 */
final class PeerConnection implements Runnable, PeerLink {
  private static final System.Logger LOG = System.getLogger(PeerConnection.class.getName());

  /** Time in which a peer may read our goodbye before the socket is closed. */
  private static final long FAREWELL = 1_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  private final Host host;
  private final long number;
  private final Socket socket;
  private final Admission.Seat seat;
  private final Optional<Bytes> dialled;
  private final TokenBucket messages;
  private final CompletableFuture<Peer> greeting = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicReference<Optional<DisconnectReason>> hangingUp =
      new AtomicReference<>(Optional.empty());
  private volatile Optional<FrameChannel> channel = Optional.empty();
  private volatile SharedCapabilities shared = SharedCapabilities.NONE;
  private volatile long deadline;
  private volatile boolean timedOut;
  private Optional<PeerListener> listener = Optional.empty();
  private long lastMessage;
  private long lastPing;

  /** {@code dialled} is the id of the node that we expect; empty if it dialled us. */
  PeerConnection(
      Host host, long number, Socket socket, Admission.Seat seat, Optional<Bytes> dialled) {
    this.host = host;
    this.number = number;
    this.socket = socket;
    this.seat = seat;
    this.dialled = dialled;
    long now = host.now();
    this.messages = new TokenBucket(host.settings().limits().messagesPerSecond(), SECOND, now);
    this.deadline = now + host.settings().timeouts().handshake().toNanos();
  }

  /** Number of the connection. */
  long number() {
    return number;
  }

  /** Who is at the other end; fails with {@link DialException} if hello does not come. */
  CompletableFuture<Peer> greeting() {
    return greeting;
  }

  /** Completes when everything is given back. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Closes the socket if the time for what is going on has passed. */
  void cutIfOverdue(long now) {
    if (overdue(now)) {
      timedOut = true;
      cut();
    }
  }

  private boolean overdue(long now) {
    long writingSince = channel.map(FrameChannel::writingSince).orElse(Long.MAX_VALUE);
    long idle = host.settings().timeouts().idle().toNanos();
    return now >= deadline || (writingSince <= now && now - writingSince > idle);
  }

  /** Gives everything back, if no thread could be had for the connection. */
  void abandon() {
    cut();
    seat.leave();
    greeting.completeExceptionally(new DialException("the network has stopped"));
    ended.complete(null);
  }

  /** Closes the socket at once; the connection's thread then ends. */
  void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a socket", e);
    }
  }

  @Override
  public void run() {
    EndOfConnectionException end;
    try {
      end = converse(new FrameChannel(host, socket));
    } catch (EndOfConnectionException e) {
      end = e;
    } catch (RlpxException e) {
      end =
          new EndOfConnectionException(
              Kind.PROTOCOL_ERROR,
              e.reason() + ": " + e.getMessage(),
              Optional.of(DisconnectReason.PROTOCOL_BREACH));
    } catch (IOException e) {
      end = ioEnd(e);
    } catch (RuntimeException | LinkageError e) { // such as a class that the server does not have
      LOG.log(Level.ERROR, "a connection failed", e);
      end = new EndOfConnectionException(Kind.ENDPOINT_FAILURE, DisconnectReason.SUBPROTOCOL_ERROR);
    }
    try {
      LOG.log(Level.DEBUG, "connection {0} ends: {1}", number, end.why());
      count(end);
      farewell(end);
    } finally {
      giveBack(end);
    }
  }

  /** What a failed read or write means: perhaps we closed the socket ourselves. */
  private EndOfConnectionException ioEnd(IOException failure) {
    Optional<DisconnectReason> wanted = hangingUp.get();
    if (wanted.isPresent()) {
      return new EndOfConnectionException(Kind.LOCAL, wanted.get().toString());
    }
    if (timedOut) {
      return new EndOfConnectionException(Kind.TIMEOUT, "timeout");
    }
    return failure instanceof java.io.EOFException
        ? new EndOfConnectionException(Kind.REMOTE, "the peer hung up")
        : new EndOfConnectionException(Kind.NETWORK_ERROR, String.valueOf(failure.getMessage()));
  }

  /** Talks until the connection has to end, which an exception tells. */
  private EndOfConnectionException converse(FrameChannel opened)
      throws IOException, RlpxException, EndOfConnectionException {
    channel = Optional.of(opened);
    Bytes remote;
    if (dialled.isPresent()) {
      remote = dialled.get();
      opened.dial(remote, this::waitForHello);
    } else {
      remote = opened.accept(this::waitForHello);
    }
    turnAway(seat.refusal(remote));
    opened.write(host.hello());
    Hello hello = awaitHello(opened, remote);
    opened.greeted(hello.version());
    greet(hello);
    deliverMessages(opened);
    return new EndOfConnectionException(Kind.LOCAL, DisconnectReason.REQUESTED);
  }

  private static void turnAway(Optional<DisconnectReason> refusal) throws EndOfConnectionException {
    if (refusal.isPresent()) {
      throw new EndOfConnectionException(Kind.TURNED_AWAY, refusal.get());
    }
  }

  private void waitForHello() throws EndOfConnectionException {
    if (host.now() >= deadline) {
      throw new EndOfConnectionException(Kind.TIMEOUT, DisconnectReason.TIMEOUT);
    }
  }

  private Hello awaitHello(FrameChannel opened, Bytes remote)
      throws IOException, RlpxException, EndOfConnectionException {
    MessageCodec.Message message = opened.read(Limits.BASE_MESSAGE_BYTES, this::waitForHello);
    return switch (BaseMessage.read(message.id(), message.payload())) {
      case Hello hello when hello.nodeId().equals(remote) -> hello;
      case Hello hello ->
          throw new EndOfConnectionException(
              Kind.PROTOCOL_ERROR, DisconnectReason.INVALID_IDENTITY);
      case Disconnect goodbye ->
          throw new EndOfConnectionException(Kind.REMOTE, "the peer says: " + goodbye.reason());
      case Ping ping -> throw notHello();
      case Pong pong -> throw notHello();
    };
  }

  private static EndOfConnectionException notHello() {
    return new EndOfConnectionException(
        Kind.PROTOCOL_ERROR,
        "the first message is no hello",
        Optional.of(DisconnectReason.PROTOCOL_BREACH));
  }

  /** Tells the node who is there, and turns the peer away if there is nothing to talk about. */
  private void greet(Hello hello) throws EndOfConnectionException {
    shared = SharedCapabilities.negotiate(host.settings().offers(), hello.capabilities());
    if (!shared.isEmpty()) {
      turnAway(seat.take(hello.nodeId()));
    }
    Peer peer =
        new Peer(
            number,
            hello.nodeId(),
            hello.client(),
            hello.capabilities(),
            shared.capabilities(),
            remoteAddress(),
            dialled.isEmpty());
    listener = Optional.of(host.endpoints().open());
    deliver(new PeerEvent.Greeted(peer, this));
    greeting.complete(peer);
    if (shared.isEmpty()) {
      throw new EndOfConnectionException(Kind.TURNED_AWAY, DisconnectReason.USELESS_PEER);
    }
    lastMessage = host.now();
    deadline = Long.MAX_VALUE;
    if (hangingUp.get().isPresent()) { // meanwhile; its deadline was just overwritten
      deadline = host.now() + FAREWELL;
    }
  }

  private String remoteAddress() {
    String address = socket.getInetAddress().getHostAddress();
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + socket.getPort();
  }

  private void deliver(PeerEvent event) throws EndOfConnectionException {
    try {
      listener.orElseThrow().onEvent(event);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the node failed to handle an event of the network", e);
      throw new EndOfConnectionException(Kind.ENDPOINT_FAILURE, DisconnectReason.SUBPROTOCOL_ERROR);
    }
  }

  private void deliverMessages(FrameChannel opened)
      throws IOException, RlpxException, EndOfConnectionException {
    int limit = host.settings().limits().messageBytes();
    while (true) {
      MessageCodec.Message message = opened.read(limit, () -> waitForMessage(opened));
      if (hangingUp.get().isEmpty()) {
        handle(opened, message);
      }
      LockSupport.parkNanos(messages.take(host.now()));
      lastMessage = host.now();
    }
  }

  private void waitForMessage(FrameChannel opened) throws IOException, EndOfConnectionException {
    long now = host.now();
    long idle = host.settings().timeouts().idle().toNanos();
    if (now >= deadline) {
      throw new EndOfConnectionException(Kind.LOCAL, "the peer did not hang up");
    }
    if (now - lastMessage > idle) {
      throw new EndOfConnectionException(Kind.TIMEOUT, DisconnectReason.TIMEOUT);
    }
    if (now - lastMessage > idle / 2 && lastPing <= lastMessage) {
      lastPing = now;
      opened.write(new Ping());
    }
  }

  private void handle(FrameChannel opened, MessageCodec.Message message)
      throws IOException, RlpxException, EndOfConnectionException {
    if (message.id() >= SharedCapabilities.FIRST_ID) {
      SharedCapabilities.Located located = shared.locate(message.id());
      deliver(
          new PeerEvent.MessageReceived(
              number, located.capability(), located.id(), message.payload()));
      return;
    }
    switch (BaseMessage.read(message.id(), message.payload())) {
      case Ping ping -> opened.write(new Pong());
      case Pong pong -> {}
      case Disconnect goodbye ->
          throw new EndOfConnectionException(Kind.REMOTE, "the peer says: " + goodbye.reason());
      case Hello hello ->
          throw new EndOfConnectionException(
              Kind.PROTOCOL_ERROR, "a second hello", Optional.of(DisconnectReason.PROTOCOL_BREACH));
    }
  }

  @Override
  public boolean send(Capability capability, int id, Bytes payload) {
    int wireId =
        shared
            .wireId(capability, id)
            .orElseThrow(() -> new IllegalArgumentException(capability + " has no message " + id));
    if (hangingUp.get().isPresent()) {
      return false;
    }
    try {
      channel.orElseThrow().write(wireId, payload);
      return true;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "sending to a peer that is gone", e);
      return false;
    }
  }

  @Override
  public void disconnect(DisconnectReason reason) {
    if (!hangingUp.compareAndSet(Optional.empty(), Optional.of(reason))) {
      return;
    }
    deadline = host.now() + FAREWELL;
    Optional<FrameChannel> opened = channel.filter(FrameChannel::ready);
    if (opened.isEmpty()) {
      cut();
      return;
    }
    try {
      opened.get().write(new Disconnect(reason));
      opened.get().finishWriting();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "saying goodbye to a peer that is gone", e);
    }
  }

  private void giveBack(EndOfConnectionException end) {
    cut();
    seat.leave();
    greeting.completeExceptionally(new DialException(end.why()));
    try {
      listener.ifPresent(present -> takeLeave(present, end));
    } finally {
      ended.complete(null);
    }
  }

  private void takeLeave(PeerListener present, EndOfConnectionException end) {
    try {
      present.onEvent(new PeerEvent.Left(number, end.why()));
    } catch (RuntimeException e) {
      host.counters().endpointFailures.increment();
      LOG.log(Level.WARNING, "the node failed to take leave of a peer", e);
    }
    host.endpoints().release(present);
  }

  private void farewell(EndOfConnectionException end) {
    Optional<FrameChannel> opened = channel.filter(FrameChannel::ready);
    if (end.goodbye().isEmpty() || opened.isEmpty()) {
      return;
    }
    try {
      deadline = host.now() + FAREWELL;
      opened.get().write(new Disconnect(end.goodbye().get()));
      opened.get().finishWriting();
      opened.get().drain(this::waitForHello);
    } catch (IOException | EndOfConnectionException e) {
      LOG.log(Level.DEBUG, "the peer did not wait for our goodbye", e);
    }
  }

  private void count(EndOfConnectionException end) {
    Counters counters = host.counters();
    boolean greeted = listener.isPresent();
    switch (end.kind()) {
      case TURNED_AWAY -> counters.turnedAway.increment();
      case TIMEOUT -> counters.timeouts.increment();
      case ENDPOINT_FAILURE -> counters.endpointFailures.increment();
      case PROTOCOL_ERROR ->
          (greeted ? counters.protocolErrors : counters.handshakeFailures).increment();
      case REMOTE, NETWORK_ERROR -> {
        if (!greeted) {
          counters.handshakeFailures.increment();
        }
      }
      case LOCAL -> {}
    }
  }
}
