package org.cairn.node.query;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cairn.protocol.evm.Cancellation;

/**
 * Ends executions that take too long: one timer looks at all that run, for as long as any run, so
 * that a short call costs no timer of its own. An execution may take a tenth longer than allowed.
 * Thread-safe.
 */
final class Deadlines {
  private static final int LOOKS = 10;

  private final ScheduledExecutorService timers;
  private final long allowedNanos;
  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  Deadlines(ScheduledExecutorService timers, Duration allowed) {
    this.timers = timers;
    this.allowedNanos = allowed.toNanos();
  }

  /** One execution's time; to be closed when it has ended. */
  final class Deadline implements AutoCloseable {
    private final Cancellation cancellation = new Cancellation();
    private final long endNanos = System.nanoTime() + allowedNanos;

    Cancellation cancellation() {
      return cancellation;
    }

    @Override
    public void close() {
      running.remove(this);
    }
  }

  /** Starts the time of an execution. */
  Deadline start() {
    Deadline deadline = new Deadline();
    running.add(deadline);
    lookLater();
    return deadline;
  }

  private void lookLater() {
    if (!looking.get() && looking.compareAndSet(false, true)) {
      ScheduledFuture<?> _ =
          timers.schedule(this::look, allowedNanos / LOOKS, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    long now = System.nanoTime();
    for (Deadline deadline : running) {
      if (now - deadline.endNanos >= 0) {
        deadline.cancellation.request();
      }
    }
    looking.set(false);
    if (!running.isEmpty()) {
      lookLater();
    }
  }
}
