package org.cairn.protocol.fork;

import java.util.List;
import org.cairn.protocol.uint.U256;

/**
 * Which fork a block of a chain follows. Immutable and thread-safe.
 *
 * <p>Activations are in the order of the forks. A block follows the last fork whose condition it
 * meets; conditions are met in order: by block number up to the merge, by total difficulty at the
 * merge, by time after it.
 */
public final class ForkSchedule {
  /** When a fork begins. */
  public sealed interface Condition {
    /** From this block number on. */
    record AtBlock(long number) implements Condition {}

    /** From the first block whose parent's total difficulty is at least this (EIP-3675). */
    record AtTotalDifficulty(U256 total) implements Condition {}

    /** From the first block of this time on, in seconds since 1970. */
    record AtTime(long timestamp) implements Condition {}
  }

  /** A fork and when it begins. */
  public record Activation(Fork fork, Condition condition) {}

  private final List<Activation> activations;

  private ForkSchedule(List<Activation> activations) {
    this.activations = activations;
  }

  /**
   * A schedule whose first fork begins at block 0.
   *
   * @throws IllegalArgumentException if the list is empty or a fork stands behind a later one
   */
  public static ForkSchedule of(List<Activation> activations) {
    if (activations.isEmpty()) {
      throw new IllegalArgumentException("a schedule needs a fork");
    }
    for (int i = 1; i < activations.size(); i++) {
      Fork earlier = activations.get(i - 1).fork();
      Fork later = activations.get(i).fork();
      if (earlier.isAtLeast(later)) {
        throw new IllegalArgumentException(later + " cannot come after " + earlier);
      }
    }
    return new ForkSchedule(List.copyOf(activations));
  }

  /** A schedule of one fork from the genesis block on. */
  public static ForkSchedule always(Fork fork) {
    return of(List.of(new Activation(fork, new Condition.AtBlock(0))));
  }

  /**
   * The fork of a block.
   *
   * @param number 0..2^64-1, the sign bit being its highest
   * @param timestamp likewise
   * @param parentTotalDifficulty of its parent; zero for the genesis block
   */
  public Fork forkAt(long number, long timestamp, U256 parentTotalDifficulty) {
    Fork current = activations.getFirst().fork();
    for (int i = 1; i < activations.size(); i++) {
      Activation next = activations.get(i);
      boolean met =
          switch (next.condition()) {
            case Condition.AtBlock(long from) -> Long.compareUnsigned(number, from) >= 0;
            case Condition.AtTotalDifficulty(U256 total) ->
                parentTotalDifficulty.compareTo(total) >= 0;
            case Condition.AtTime(long from) -> Long.compareUnsigned(timestamp, from) >= 0;
          };
      if (!met) {
        break;
      }
      current = next.fork();
    }
    return current;
  }

  public List<Activation> activations() {
    return activations;
  }
}
