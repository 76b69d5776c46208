package org.cairn.protocol.fork;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ForkSchedule.Activation;
import org.cairn.protocol.fork.ForkSchedule.Condition;

/**
 * The forks of a chain as peers compare them (EIP-2124, EIP-6122): by block, then by time, without
 * those that the genesis block already follows. Immutable and thread-safe.
 */
public final class ForkHistory {
  /** Numbers above this are times: that of mainnet's first block. */
  private static final long FIRST_TIME = 1_438_269_973;

  /** What a peer's fork id says. */
  public enum Verdict {
    /** The peer is on our chain, or may be. */
    COMPATIBLE,
    /** The peer does not know a fork that we have behind us. */
    REMOTE_STALE,
    /** The peer follows another chain, or forks that we do not know. */
    INCOMPATIBLE
  }

  private final List<Long> blocks;
  private final List<Long> forks;

  /** Hash after the first i forks. */
  private final int[] hashes;

  private ForkHistory(Hash32 genesisHash, List<Long> blocks, List<Long> times) {
    this.blocks = blocks;
    this.forks = Stream.concat(blocks.stream(), times.stream()).toList();
    this.hashes = new int[forks.size() + 1];
    CRC32 crc = new CRC32();
    crc.update(genesisHash.toArray());
    hashes[0] = (int) crc.getValue();
    for (int i = 0; i < forks.size(); i++) {
      for (int shift = 56; shift >= 0; shift -= 8) {
        crc.update((int) (forks.get(i) >>> shift) & 0xff);
      }
      hashes[i + 1] = (int) crc.getValue();
    }
  }

  /** From numbers and times of forks in any order; repeated ones count once. */
  public static ForkHistory of(
      Hash32 genesisHash, long genesisTime, List<Long> blocks, List<Long> times) {
    TreeSet<Long> laterBlocks = new TreeSet<>(blocks);
    TreeSet<Long> laterTimes = new TreeSet<>(times);
    return new ForkHistory(
        genesisHash,
        List.copyOf(laterBlocks.tailSet(1L)),
        List.copyOf(laterTimes.tailSet(genesisTime, false)));
  }

  public static ForkHistory of(ChainConfig config, Hash32 genesisHash, long genesisTime) {
    Stream<Long> scheduled =
        config.schedule().activations().stream()
            .map(Activation::condition)
            .filter(Condition.AtBlock.class::isInstance)
            .map(condition -> ((Condition.AtBlock) condition).number());
    Stream<Long> others =
        Stream.of(config.daoForkBlock(), config.mergeNetsplitBlock())
            .flatMap(block -> block.stream().boxed());
    List<Long> times =
        config.schedule().activations().stream()
            .map(Activation::condition)
            .filter(Condition.AtTime.class::isInstance)
            .map(condition -> ((Condition.AtTime) condition).timestamp())
            .toList();
    return of(genesisHash, genesisTime, Stream.concat(scheduled, others).toList(), times);
  }

  /** Number of forks that are past at a block. */
  private int past(long number, long timestamp) {
    int past = 0;
    while (past < forks.size()
        && Long.compareUnsigned(past < blocks.size() ? number : timestamp, forks.get(past)) >= 0) {
      past++;
    }
    return past;
  }

  /** The fork id of a node whose head has this number and time. */
  public ForkId at(long number, long timestamp) {
    int past = past(number, timestamp);
    return new ForkId(hashes[past], past < forks.size() ? forks.get(past) : 0);
  }

  /** Judges a peer's fork id from a head of this number and time. */
  public Verdict judge(ForkId remote, long number, long timestamp) {
    int past = past(number, timestamp);
    if (remote.hash() == hashes[past]) {
      return hasPassed(remote.next(), number, timestamp)
          ? Verdict.INCOMPATIBLE
          : Verdict.COMPATIBLE;
    }
    for (int i = 0; i < hashes.length; i++) {
      if (remote.hash() == hashes[i]) {
        return i > past || forks.get(i) == remote.next()
            ? Verdict.COMPATIBLE
            : Verdict.REMOTE_STALE;
      }
    }
    return Verdict.INCOMPATIBLE;
  }

  /** Whether a fork that the peer announces and we do not know lies behind us. */
  private static boolean hasPassed(long next, long number, long timestamp) {
    if (next == 0) {
      return false;
    }
    return Long.compareUnsigned(number, next) >= 0
        || (Long.compareUnsigned(next, FIRST_TIME) > 0
            && Long.compareUnsigned(timestamp, next) >= 0);
  }
}
