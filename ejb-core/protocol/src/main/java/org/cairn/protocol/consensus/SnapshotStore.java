package org.cairn.protocol.consensus;

import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;

/**
 * Keeps Clique snapshots across restarts. What is lost is computed again from headers, so losing
 * costs time only. Implementations are thread-safe.
 */
public interface SnapshotStore {
  /** The encoded snapshot after the block with that hash. */
  Optional<Bytes> load(Hash32 blockHash);

  void save(Hash32 blockHash, Bytes snapshot);

  /** Keeps nothing. */
  static SnapshotStore none() {
    return new SnapshotStore() {
      @Override
      public Optional<Bytes> load(Hash32 blockHash) {
        return Optional.empty();
      }

      @Override
      public void save(Hash32 blockHash, Bytes snapshot) {
        // Nothing is kept.
      }
    };
  }
}
