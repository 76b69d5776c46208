package org.cairn.store.rocks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.trie.MissingNodeException;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Tries of blocks behind the durable one, for proofs.
 *
 * <p>Only the durable block's nodes are stored. The trie of an older block is made of them, or of
 * the trie of a block between the two, by putting back what history says that every key changed
 * since was before; its root is checked. A few tries are kept, so that questions about the same
 * blocks do not pay again.
 *
 * <p>Bounds: a trie is at most {@value #BLOCKS} blocks behind; at most {@value #MOST_TRIES} are
 * kept, and no more than those whose keys that were put back add up to {@value #MOST_KEYS}.
 *
 * <p>Concurrency: thread-safe; one trie is made at a time. Takes the monitor of the world state
 * while it has its own lock, never the other way round.
 */
final class RecentTries {
  /** How far behind the durable block proofs reach. */
  static final int BLOCKS = 128;

  private static final int MOST_TRIES = 16;
  private static final int MOST_KEYS = 500_000;

  /**
   * A trie that was made.
   *
   * @param lineage of the durable chain to which the block belonged then
   * @param keys accounts and slots that were put back since the durable block
   */
  record Kept(long number, StateTrie trie, Lineage lineage, int keys) {
    boolean valid() {
      return lineage.endsWith(number);
    }
  }

  private final RocksWorldState world;
  private final ReentrantLock lock = new ReentrantLock();

  /** By block number, the one used last at the end. */
  private final Map<Long, Kept> tries = new LinkedHashMap<>(32, 0.75f, true);

  RecentTries(RocksWorldState world) {
    this.world = world;
  }

  /**
   * Proofs in the trie of a block that is older than the durable one.
   *
   * @throws StateUnavailableException if the chain was taken back behind the block
   */
  AccountProof proof(long number, Address address, List<U256> slots) {
    lock.lock();
    try {
      return trie(number).trie().proof(address, slots);
    } catch (MissingNodeException | StateUnavailableException e) {
      // A flush replaced what was not read yet: again, from the newest block and without flushes.
      tries.clear();
      synchronized (world) {
        return trie(number).trie().proof(address, slots);
      }
    } finally {
      lock.unlock();
    }
  }

  private Kept trie(long number) {
    tries.values().removeIf(kept -> !kept.valid());
    Kept known = tries.get(number);
    if (known == null) {
      Kept start = nearestAbove(number);
      known = start == null ? world.triedBack(number) : world.triedBack(start, number);
      tries.put(number, known);
      evict();
    }
    return known;
  }

  private @Nullable Kept nearestAbove(long number) {
    Kept nearest = null;
    for (Kept kept : tries.values()) {
      if (kept.number > number && (nearest == null || kept.number < nearest.number)) {
        nearest = kept;
      }
    }
    return nearest;
  }

  /** The newest stays, however large it is. */
  private void evict() {
    long keys = 0;
    for (Kept kept : tries.values()) {
      keys += kept.keys;
    }
    while (tries.size() > 1 && (tries.size() > MOST_TRIES || keys > MOST_KEYS)) {
      Kept oldest = tries.values().iterator().next();
      tries.remove(oldest.number);
      keys -= oldest.keys;
    }
  }
}
