package org.cairn.protocol.fork;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of everything that a fork fixes. Forks form a line: each is derived from the one before
 * it, and {@link #isAtLeast} compares places in that line. Immutable and thread-safe.
 */
public final class Fork {
  private final String name;
  private final @Nullable Fork previous;
  private final int order;
  private final ConsensusParameters consensus;
  private final ExecutionParameters execution;

  private Fork(
      String name,
      @Nullable Fork previous,
      ConsensusParameters consensus,
      ExecutionParameters execution) {
    this.name = name;
    this.previous = previous;
    this.order = previous == null ? 0 : previous.order + 1;
    this.consensus = consensus;
    this.execution = execution;
  }

  /** The first fork of a line. */
  static Fork first(String name, ConsensusParameters consensus, ExecutionParameters execution) {
    return new Fork(name, null, consensus, execution);
  }

  /** A fork that follows this one and has its tables until they are replaced. */
  public Fork next(String nextName) {
    return new Fork(nextName, this, consensus, execution);
  }

  public Fork withConsensus(ConsensusParameters replaced) {
    return new Fork(name, previous, replaced, execution);
  }

  public Fork withExecution(ExecutionParameters replaced) {
    return new Fork(name, previous, consensus, replaced);
  }

  /** The name that the execution specifications use, such as {@code TangerineWhistle}. */
  public String name() {
    return name;
  }

  public Optional<Fork> previous() {
    return Optional.ofNullable(previous);
  }

  /** Whether this fork is {@code other} or comes after it in their line. */
  public boolean isAtLeast(Fork other) {
    return order >= other.order;
  }

  public ConsensusParameters consensus() {
    return consensus;
  }

  public ExecutionParameters execution() {
    return execution;
  }

  @Override
  public String toString() {
    return name;
  }
}
