package org.cairn.node.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * Headers and blocks by hash: those that the writer has at hand but not yet stored, a bounded
 * number of recent ones, and behind them the store. Safe for use by several threads.
 */
final class Lineage {
  private static final int RECENT = 1_024;

  private record Kept(Block block, U256 totalDifficulty) {}

  private final ChainStore store;
  private final Map<Hash32, Kept> recent =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash32, Kept> eldest) {
          return size() > RECENT;
        }
      };

  Lineage(ChainStore store) {
    this.store = store;
  }

  synchronized void remember(Block block, U256 totalDifficulty) {
    recent.put(block.hash(), new Kept(block, totalDifficulty));
  }

  synchronized void forget(Hash32 hash) {
    recent.remove(hash);
  }

  private synchronized Optional<Kept> recent(Hash32 hash) {
    return Optional.ofNullable(recent.get(hash));
  }

  Optional<Header> header(Hash32 hash) {
    return recent(hash)
        .map(entry -> entry.block().header())
        .or(() -> store.known(hash).map(ChainStore.Known::header));
  }

  Optional<Block> block(Hash32 hash) {
    return recent(hash).map(Kept::block).or(() -> store.block(hash));
  }

  Optional<U256> totalDifficulty(Hash32 hash) {
    return recent(hash)
        .map(Kept::totalDifficulty)
        .or(() -> store.known(hash).map(ChainStore.Known::totalDifficulty));
  }

  /**
   * Hash of the ancestor with this number of the block whose parent is given; empty beyond genesis.
   */
  Optional<Hash32> ancestor(Header child, long number) {
    Hash32 hash = child.parentHash();
    for (long at = child.number() - 1; at > number; at--) {
      Optional<Header> header = header(hash);
      if (header.isEmpty()) {
        return Optional.empty();
      }
      hash = header.get().parentHash();
    }
    return number < 0 || number >= child.number() ? Optional.empty() : Optional.of(hash);
  }
}
