package org.cairn.rpc;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.ChainView;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Blocks and receipts that were asked for lately, decoded: clients ask for one transaction of a
 * block after the other. Thread-safe.
 *
 * <p>A block with a hash never changes, nor do its receipts, so that entries are never wrong; only
 * executed blocks are kept, for execution is what a stored block may still lack. {@link
 * BlockRecord#canonical} may be outdated in an entry: which blocks are canonical is asked of the
 * view.
 */
final class BlockCache {
  private static final int WEIGHT_OF_RECEIPT = 400;

  private final Recent<BlockRecord> blocks;
  private final Recent<List<Receipt>> receipts;

  /**
   * A cache.
   *
   * @param bytes of encoded blocks, and of receipts; decoded they take about six times as much
   */
  BlockCache(long bytes) {
    this.blocks = new Recent<>(bytes);
    this.receipts = new Recent<>(bytes);
  }

  Optional<BlockRecord> block(ChainView view, Hash32 hash) {
    Optional<BlockRecord> kept = blocks.get(hash);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<BlockRecord> read = view.block(hash);
    read.filter(BlockRecord::executed).ifPresent(record -> blocks.put(hash, record, record.size()));
    return read;
  }

  Optional<List<Receipt>> receipts(ChainView view, Hash32 hash) {
    Optional<List<Receipt>> kept = receipts.get(hash);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<List<Receipt>> read = view.receipts(hash);
    read.ifPresent(list -> receipts.put(hash, list, weight(list)));
    return read;
  }

  private static long weight(List<Receipt> list) {
    long weight = (long) list.size() * WEIGHT_OF_RECEIPT;
    for (Receipt receipt : list) {
      for (var log : receipt.logs()) {
        weight += 52 + 32L * log.topics().size() + log.data().length();
      }
    }
    return weight;
  }

  /** Values by hash, the least recently used of which give way. */
  private static final class Recent<V> {
    /** A value with what it counts for. */
    private record Weighed<V>(V value, long weight) {}

    private final Map<Hash32, Weighed<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final long most;
    private long total;

    Recent(long most) {
      this.most = most;
    }

    synchronized Optional<V> get(Hash32 hash) {
      return Optional.ofNullable(entries.get(hash)).map(Weighed::value);
    }

    synchronized void put(Hash32 hash, V value, long weight) {
      if (weight > most) {
        return;
      }
      @Nullable Weighed<V> before = entries.put(hash, new Weighed<>(value, weight));
      total += weight - (before == null ? 0 : before.weight());
      Iterator<Weighed<V>> oldest = entries.values().iterator();
      while (total > most) {
        total -= oldest.next().weight();
        oldest.remove();
      }
    }
  }
}
