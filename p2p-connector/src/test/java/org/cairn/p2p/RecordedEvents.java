package org.cairn.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cairn.node.peers.PeerEvent;
import org.cairn.node.peers.PeerListener;

/** A node that only remembers what it is told, in order. */
final class RecordedEvents implements Endpoints {
  private static final long PATIENCE_SECONDS = 20;

  final AtomicInteger open = new AtomicInteger();
  private final LinkedBlockingQueue<PeerEvent> queue = new LinkedBlockingQueue<>();
  private final List<PeerEvent> all = new CopyOnWriteArrayList<>();
  private volatile PeerListener also = event -> {};

  /** Lets every event be handled by {@code listener} too. */
  void alsoTell(PeerListener listener) {
    also = listener;
  }

  @Override
  public PeerListener open() {
    open.incrementAndGet();
    return event -> {
      all.add(event);
      queue.add(event);
      also.onEvent(event);
    };
  }

  @Override
  public void release(PeerListener listener) {
    open.decrementAndGet();
  }

  List<PeerEvent> all() {
    return all;
  }

  /** Waits for the next event, which must be of this kind. */
  <T extends PeerEvent> T next(Class<T> kind) {
    try {
      PeerEvent event = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(event).isInstanceOf(kind);
      return kind.cast(event);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
