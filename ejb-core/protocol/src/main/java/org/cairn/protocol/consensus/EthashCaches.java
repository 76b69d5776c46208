package org.cairn.protocol.consensus;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.types.Header;

/**
 * The Ethash caches used last, of 16 MiB each at a chain's beginning and 128 KiB more with each
 * epoch.
 *
 * <p>Concurrency: readers take a volatile list and never wait for one another; one thread at a time
 * computes a cache that is missing, which takes a third of a second.
 */
public final class EthashCaches {
  private final int most;
  private volatile List<EthashCache> recent = List.of();

  /** Keeps at most {@code most} caches: 2 is enough for one chain. */
  public EthashCaches(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("no room for a cache: " + most);
    }
    this.most = most;
  }

  /** The cache for a header's block number. */
  EthashCache of(Header header) {
    long epoch = header.number() / EthashCache.BLOCKS_PER_EPOCH;
    if (epoch >= EthashCache.MOST_EPOCHS) {
      throw ConsensusException.of(
          header, "ethash", "epoch %d exceeds %d", epoch, EthashCache.MOST_EPOCHS - 1);
    }
    List<EthashCache> known = recent;
    for (int i = 0; i < known.size(); i++) {
      EthashCache cache = known.get(i);
      if (cache.epoch() == epoch) {
        return cache;
      }
    }
    return computed(epoch);
  }

  private synchronized EthashCache computed(long epoch) {
    for (EthashCache cache : recent) {
      if (cache.epoch() == epoch) {
        return cache;
      }
    }
    EthashCache made = EthashCache.generate(epoch);
    List<EthashCache> kept = new ArrayList<>();
    kept.add(made);
    kept.addAll(recent.subList(0, Math.min(recent.size(), most - 1)));
    recent = List.copyOf(kept);
    return made;
  }
}
