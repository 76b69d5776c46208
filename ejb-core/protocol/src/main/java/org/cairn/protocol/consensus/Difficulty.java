package org.cairn.protocol.consensus;

import java.math.BigInteger;
import org.cairn.protocol.fork.ConsensusParameters;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * The difficulty that a proof-of-work block must have (Yellow Paper 4.3.4; EIP-2, EIP-100), the
 * bomb included (EIP-649, 1234, 2384, 3554, 4345, 5133).
 */
public final class Difficulty {
  private static final BigInteger MINIMUM = BigInteger.valueOf(131_072);
  private static final BigInteger LARGEST = U256.MAX.toBigInteger();
  private static final BigInteger STEPS = BigInteger.valueOf(2048);
  private static final long FRONTIER_LIMIT_SECONDS = 13;
  private static final long LARGEST_FALL = -99;
  private static final long BOMB_PERIOD = 100_000;

  private Difficulty() {}

  /** The difficulty of a block with this number and time after {@code parent}. */
  public static U256 of(ConsensusParameters rules, long number, long timestamp, Header parent) {
    boolean parentHasOmmers = !parent.ommersHash().equals(Header.EMPTY_OMMERS_HASH);
    return of(rules, number, timestamp, parent.difficulty(), parent.timestamp(), parentHasOmmers);
  }

  static U256 of(
      ConsensusParameters rules,
      long number,
      long timestamp,
      U256 parentDifficulty,
      long parentTimestamp,
      boolean parentHasOmmers) {
    long seconds = secondsBetween(parentTimestamp, timestamp);
    long steps =
        switch (rules.difficulty()) {
          case FRONTIER -> seconds < FRONTIER_LIMIT_SECONDS ? 1 : -1;
          case HOMESTEAD -> Math.max(1 - seconds / 10, LARGEST_FALL);
          case BYZANTIUM -> Math.max((parentHasOmmers ? 2 : 1) - seconds / 9, LARGEST_FALL);
        };
    BigInteger parent = parentDifficulty.toBigInteger();
    BigInteger sum =
        parent
            .add(parent.divide(STEPS).multiply(BigInteger.valueOf(steps)))
            .add(bomb(rules, number));
    return U256.of(sum.max(MINIMUM).min(LARGEST));
  }

  /** Of two unsigned times; far apart, they are at least as far as matters. */
  private static long secondsBetween(long earlier, long later) {
    long seconds = later - earlier;
    boolean ordered = Long.compareUnsigned(later, earlier) >= 0;
    if (ordered == seconds >= 0) {
      return seconds;
    }
    return ordered ? Long.MAX_VALUE : Long.MIN_VALUE / 2;
  }

  /** Doubles every 100,000 blocks, counted from {@code bombDelay} on. */
  private static BigInteger bomb(ConsensusParameters rules, long number) {
    long period = Math.max(0, number - rules.bombDelay()) / BOMB_PERIOD;
    return period < 2 ? BigInteger.ZERO : BigInteger.ONE.shiftLeft((int) Math.min(period - 2, 300));
  }
}
