package org.cairn.store;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.cairn.protocol.trie.Parallel;

/**
 * Shares tasks between the calling thread and a helper, if the executor has one free. The caller
 * never waits for a helper to start, so a busy executor, or a caller that is one of its threads,
 * costs time only.
 */
final class SharedWork implements Parallel {
  private final Executor helpers;

  SharedWork(Executor helpers) {
    this.helpers = helpers;
  }

  @Override
  public void run(List<? extends Runnable> tasks) {
    Share share = new Share(tasks);
    if (tasks.size() > 1) {
      helpers.execute(share);
    }
    share.run();
    share.await();
  }

  /** Tasks of which each is taken once, by whoever comes first. */
  private static final class Share implements Runnable {
    private final List<? extends Runnable> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Share(List<? extends Runnable> tasks) {
      this.tasks = tasks;
      this.open = new CountDownLatch(tasks.size());
    }

    @Override
    public void run() {
      for (int index = next.getAndIncrement();
          index < tasks.size();
          index = next.getAndIncrement()) {
        try {
          tasks.get(index).run();
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          open.countDown();
        }
      }
    }

    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          open.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
