package org.cairn.node.job;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.cairn.node.chain.ImportResult;
import org.cairn.protocol.types.Block;
import org.jspecify.annotations.Nullable;

/**
 * A job's progress. One thread works on the job; any thread may ask for its status or for its end.
 */
final class RunningJob {
  private final String id;
  private final String what;
  private final Supplier<JobStatus> again;
  private final InstantSource clock;
  private volatile boolean cancelRequested;

  private JobStatus.State state = JobStatus.State.WAITING;
  private long startedMillis;
  private long endedMillis;
  private long blocks;
  private long skipped;
  private long transactions;
  private long gas;
  private long lastBlock = -1;
  private double progress;
  private @Nullable String error;

  RunningJob(String id, String what, Supplier<JobStatus> again, InstantSource clock) {
    this.id = id;
    this.what = what;
    this.again = again;
    this.clock = clock;
  }

  synchronized boolean start() {
    startedMillis = clock.millis();
    if (cancelRequested) {
      end(JobStatus.State.CANCELLED, null);
      return false;
    }
    state = JobStatus.State.RUNNING;
    return true;
  }

  synchronized void done(Block block, ImportResult result) {
    if (result instanceof ImportResult.AlreadyKnown) {
      skipped++;
    } else {
      blocks++;
      transactions += block.transactions().size();
      gas += block.header().gasUsed();
    }
    lastBlock = block.number();
  }

  synchronized void exported(Block block) {
    blocks++;
    transactions += block.transactions().size();
    gas += block.header().gasUsed();
    lastBlock = block.number();
  }

  /** That many blocks are done, up to this one. */
  synchronized void reached(long done, long last) {
    blocks = done;
    lastBlock = last;
  }

  synchronized void progress(double part) {
    progress = Math.max(0, Math.min(1, part));
  }

  synchronized void end(JobStatus.State how, @Nullable String why) {
    state = how;
    error = why;
    endedMillis = clock.millis();
    if (how == JobStatus.State.DONE) {
      progress = 1;
    }
  }

  /** Starts a job that does the rest of this one. */
  JobStatus resume() {
    return again.get();
  }

  void requestCancel() {
    cancelRequested = true;
  }

  boolean cancelRequested() {
    return cancelRequested;
  }

  synchronized JobStatus status() {
    long until = endedMillis != 0 ? endedMillis : clock.millis();
    return new JobStatus(
        id,
        what,
        state,
        blocks,
        skipped,
        transactions,
        gas,
        lastBlock < 0 ? OptionalLong.empty() : OptionalLong.of(lastBlock),
        startedMillis == 0 ? 0 : until - startedMillis,
        progress,
        Optional.ofNullable(error));
  }
}
