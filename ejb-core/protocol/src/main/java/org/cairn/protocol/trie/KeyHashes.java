package org.cairn.protocol.trie;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of addresses and slots, of which the recently used are remembered: those of one block are
 * mostly those of the block before it.
 *
 * <p>Thread-safe without locks: entries are immutable, and a lost one is computed again.
 */
public final class KeyHashes {
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(Object key, byte[] hash) {}

  private final @Nullable Entry[] entries;

  /** Remembers up to {@code capacity} hashes, a power of two. */
  public KeyHashes(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("no power of two: " + capacity);
    }
    entries = new @Nullable Entry[capacity];
  }

  /** The 32 bytes of the hash, shared: nobody writes to them. */
  public byte[] of(Address address) {
    int at = address.hashCode() & entries.length - 1;
    Entry entry = entries[at];
    if (entry != null && entry.key.equals(address)) {
      return entry.hash;
    }
    byte[] hash = hashOf(address);
    entries[at] = new Entry(address, hash);
    return hash;
  }

  /** The 32 bytes of the hash, shared: nobody writes to them. */
  public byte[] of(U256 slot) {
    int at = slot.hashCode() & entries.length - 1;
    Entry entry = entries[at];
    if (entry != null && entry.key.equals(slot)) {
      return entry.hash;
    }
    byte[] hash = hashOf(slot);
    entries[at] = new Entry(slot, hash);
    return hash;
  }

  static byte[] hashOf(Address address) {
    byte[] hash = new byte[32];
    Keccak256.hash(address.toArray(), 0, 20, hash, 0);
    return hash;
  }

  static byte[] hashOf(U256 slot) {
    byte[] hash = new byte[32];
    Keccak256.hash(slot.toArray(), 0, 32, hash, 0);
    return hash;
  }
}
