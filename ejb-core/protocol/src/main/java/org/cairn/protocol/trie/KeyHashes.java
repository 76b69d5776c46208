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
    byte[] known = find(address);
    return known == null ? keep(address, hashOf(address)) : known;
  }

  /** The 32 bytes of the hash, shared: nobody writes to them. */
  public byte[] of(U256 slot) {
    byte[] known = find(slot);
    return known == null ? keep(slot, hashOf(slot)) : known;
  }

  private int place(Object key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 17) & entries.length - 1;
  }

  private byte @Nullable [] find(Object key) {
    int place = place(key);
    Entry entry = entries[place];
    if (entry != null && entry.key.equals(key)) {
      return entry.hash;
    }
    Entry older = entries[place ^ 1];
    return older != null && older.key.equals(key) ? older.hash : null;
  }

  /** The newer of two entries with one place moves the older to the place beside it. */
  private byte[] keep(Object key, byte[] hash) {
    int place = place(key);
    entries[place ^ 1] = entries[place];
    entries[place] = new Entry(key, hash);
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
