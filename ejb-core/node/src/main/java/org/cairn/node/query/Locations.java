package org.cairn.node.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cairn.node.chain.PublishedHead;
import org.cairn.protocol.bytes.Hash32;

/**
 * Where transactions stand that were asked for lately. As long as there is no reorganisation a
 * transaction stays where it is, so that what was found for one head holds for the next.
 * Thread-safe.
 */
final class Locations {
  private static final int MOST = 1 << 15;

  private final Map<Hash32, TransactionLocation> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash32, TransactionLocation> eldest) {
          return size() > MOST;
        }
      };

  /** Reorganisations up to which the entries hold. */
  private long reorganisations;

  /** The location as readers of this head see it, if it is kept. */
  synchronized Optional<TransactionLocation> find(Hash32 transaction, PublishedHead head) {
    if (head.reorganisations() != reorganisations) {
      return Optional.empty();
    }
    return Optional.ofNullable(entries.get(transaction))
        .filter(location -> location.blockNumber() <= head.head().number());
  }

  /** Keeps what was found in the chain of this head, which was settled then. */
  synchronized void keep(Hash32 transaction, TransactionLocation location, PublishedHead head) {
    if (head.reorganisations() > reorganisations) {
      entries.clear();
      reorganisations = head.reorganisations();
    }
    if (head.reorganisations() == reorganisations) {
      entries.put(transaction, location);
    }
  }
}
