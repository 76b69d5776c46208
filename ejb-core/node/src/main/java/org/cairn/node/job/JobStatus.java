package org.cairn.node.job;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a job has come.
 *
 * @param id names the job
 * @param what it does, in words
 * @param blocks done so far, without those that were known already
 * @param skipped blocks that were known already
 * @param lastBlock number of the last block done
 * @param elapsedMillis running time so far
 * @param progress 0..1 of the input, as far as it is known
 * @param error one sentence, if it failed
 */
public record JobStatus(
    String id,
    String what,
    State state,
    long blocks,
    long skipped,
    long transactions,
    long gas,
    OptionalLong lastBlock,
    long elapsedMillis,
    double progress,
    Optional<String> error) {

  /** Where a job stands. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  public boolean ended() {
    return state == State.DONE || state == State.FAILED || state == State.CANCELLED;
  }
}
