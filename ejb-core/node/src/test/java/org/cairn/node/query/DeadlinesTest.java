package org.cairn.node.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.cairn.protocol.evm.Cancellation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions that take too long are told to end; others are left alone. */
class DeadlinesTest {
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timers.shutdownNow();
  }

  private static void awaitRequest(Cancellation cancellation) throws InterruptedException {
    for (int i = 0; i < 10_000 && !cancellation.isRequested(); i++) {
      Thread.sleep(1);
    }
    assertThat(cancellation.isRequested()).isTrue();
  }

  @Test
  void requestsTheEndOfEachOneThatIsStillRunning() throws InterruptedException {
    Deadlines deadlines = new Deadlines(timers, Duration.ofMillis(20));
    Deadlines.Deadline ended = deadlines.start();
    ended.close();
    try (Deadlines.Deadline first = deadlines.start()) {
      awaitRequest(first.cancellation());
    }
    try (Deadlines.Deadline later = deadlines.start()) {
      awaitRequest(later.cancellation());
    }
    assertThat(ended.cancellation().isRequested()).isFalse();
  }

  @Test
  void leavesAloneWhatHasTime() throws InterruptedException {
    Deadlines patient = new Deadlines(timers, Duration.ofHours(1));
    Deadlines strict = new Deadlines(timers, Duration.ofMillis(5));
    try (Deadlines.Deadline slow = patient.start();
        Deadlines.Deadline fast = strict.start()) {
      awaitRequest(fast.cancellation());
      assertThat(slow.cancellation().isRequested()).isFalse();
    }
  }
}
