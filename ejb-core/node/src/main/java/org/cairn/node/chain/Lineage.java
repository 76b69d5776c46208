package org.cairn.node.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.BlockHashes;
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
   * Hashes of the ancestors of a block, as the instruction BLOCKHASH asks for them; for one thread.
   */
  BlockHashes ancestorsOf(Header child) {
    return new Ancestors(child);
  }

  /** Walks up from a block as far as it is asked, and remembers the way. */
  private final class Ancestors implements BlockHashes {
    private final List<Hash32> hashes = new ArrayList<>();
    private final long childNumber;

    Ancestors(Header child) {
      hashes.add(child.parentHash());
      childNumber = child.number();
    }

    @Override
    public Hash32 hash(long number) {
      int steps = Math.toIntExact(childNumber - 1 - number);
      while (hashes.size() <= steps) {
        Hash32 last = hashes.getLast();
        Header header =
            header(last)
                .orElseThrow(
                    () -> new StoreException("the header of ancestor " + last + " is missing"));
        hashes.add(header.parentHash());
      }
      return hashes.get(steps);
    }
  }
}
