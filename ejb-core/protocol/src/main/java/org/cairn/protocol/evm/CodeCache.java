package org.cairn.protocol.evm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.OpcodeTable;
import org.jspecify.annotations.Nullable;

/**
 * Analysed codes by hash and table, bounded by their weight. Thread-safe.
 *
 * <p>Eviction: two generations. New and used entries go into the young one; when that is full it
 * becomes the old one and the former old one is dropped. So what was used since the last change of
 * generations survives, without any order to keep.
 */
public final class CodeCache {
  private record Key(Hash32 hash, OpcodeTable table) {}

  private final long generationWeight;
  private final AtomicLong weight = new AtomicLong();
  private volatile ConcurrentHashMap<Key, Code> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<Key, Code> old = new ConcurrentHashMap<>();

  /** A cache of at most about {@code maximumBytes}. */
  public CodeCache(long maximumBytes) {
    this.generationWeight = maximumBytes / 2;
  }

  /** The analysed code; {@code hash} must be keccak of {@code bytes}. */
  public Code code(Hash32 hash, Bytes bytes, OpcodeTable table) {
    Key key = new Key(hash, table);
    Code known = young.get(key);
    return known == null ? admit(key, bytes) : known;
  }

  private Code admit(Key key, Bytes bytes) {
    @Nullable Code known = old.get(key);
    Code code = known == null ? Code.analyse(bytes, key.table) : known;
    young.put(key, code);
    if (weight.addAndGet(code.weight()) > generationWeight) {
      turnOver();
    }
    return code;
  }

  private synchronized void turnOver() {
    if (weight.get() > generationWeight) {
      old = young;
      young = new ConcurrentHashMap<>();
      weight.set(0);
    }
  }
}
