package org.cairn.p2p;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cairn.node.peers.PeerEvent;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.Enode;
import org.cairn.protocol.devp2p.NodeKey;
import org.cairn.protocol.devp2p.SharedCapabilities.Offer;

/** A listener on a free port of the loopback interface, with a key of its own. */
final class RunningListener implements AutoCloseable {
  static final Limits LIMITS = new Limits(5, 5, 20, 1000, 100_000, 1024 * 1024);
  static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
  static final Timeouts HASTY = new Timeouts(Duration.ofMillis(400), Duration.ofMillis(400));

  final NodeKey key;
  final RecordedEvents events = new RecordedEvents();
  final RlpxListener listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RunningListener(NodeKey key, Limits limits, Timeouts timeouts, List<Offer> offers)
      throws IOException {
    this.key = key;
    Settings settings =
        new Settings(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            "Cairn/test",
            offers,
            limits,
            timeouts);
    listener = RlpxListener.open(settings, key, events, threads);
  }

  static RunningListener start(Limits limits, Timeouts timeouts, Offer... offers)
      throws IOException {
    return start(
        NodeKey.generate(Secp256k1.instance(), new SecureRandom()), limits, timeouts, offers);
  }

  static RunningListener start(NodeKey key, Limits limits, Timeouts timeouts, Offer... offers)
      throws IOException {
    RunningListener started = new RunningListener(key, limits, timeouts, List.of(offers));
    started.threads.execute(started.listener);
    started.events.next(PeerEvent.NetworkStarted.class);
    return started;
  }

  Enode enode() {
    return listener.enode();
  }

  @Override
  public void close() {
    listener.close();
    threads.close();
  }
}
