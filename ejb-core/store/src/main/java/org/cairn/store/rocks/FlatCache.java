package org.cairn.store.rocks;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of rows of the durable state: two places for each hash, the newer entry in the
 * first.
 *
 * <p>Concurrency: readers take no lock. A reader that missed fills the cache with what it read only
 * if no flush has begun since ({@link #stamp}); a flush makes the stamp odd before it writes, sets
 * what it changed, and makes it even again. So an entry is never older than the newest finished
 * flush.
 *
 * @param <K> keys, equal by content
 * @param <V> values, immutable
 */
final class FlatCache<K, V> {
  private record Entry<K, V>(K key, V value) {}

  private static final int LOCKS = 64;

  private final @Nullable Object[] entries;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private volatile int stamp;

  FlatCache(int capacity) {
    if (Integer.bitCount(capacity) != 1 || capacity < 2) {
      throw new IllegalArgumentException("no power of two: " + capacity);
    }
    entries = new @Nullable Object[capacity];
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  private int place(K key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 15) & entries.length - 1;
  }

  @Nullable V get(K key) {
    int place = place(key);
    V value = valueAt(place, key);
    return value != null ? value : valueAt(place ^ 1, key);
  }

  @SuppressWarnings("unchecked")
  private @Nullable V valueAt(int place, K key) {
    Entry<K, V> entry = (Entry<K, V>) entries[place];
    return entry != null && entry.key.equals(key) ? entry.value : null;
  }

  /** To be taken before the read whose result is given to {@link #fill}. */
  int stamp() {
    return stamp;
  }

  /** Keeps what was read after the stamp was taken, unless a flush came between. */
  void fill(K key, V value, int stampBefore) {
    if ((stampBefore & 1) == 0 && stampBefore == stamp) {
      ReentrantLock lock = lock(key);
      try {
        if (stampBefore == stamp) {
          put(key, value);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Within a flush: sets a row that it wrote. */
  void set(K key, V value) {
    ReentrantLock lock = lock(key);
    try {
      put(key, value);
    } finally {
      lock.unlock();
    }
  }

  private ReentrantLock lock(K key) {
    ReentrantLock lock = locks[place(key) >>> 1 & LOCKS - 1];
    lock.lock();
    return lock;
  }

  private void put(K key, V value) {
    int place = place(key);
    Entry<K, V> entry = new Entry<>(key, value);
    if (valueAt(place, key) == null && valueAt(place ^ 1, key) == null) {
      entries[place ^ 1] = entries[place];
      entries[place] = entry;
    } else {
      entries[valueAt(place, key) != null ? place : place ^ 1] = entry;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one flush at a time
  void beginFlush() {
    stamp = stamp + 1;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one flush at a time
  void endFlush() {
    stamp = stamp + 1;
  }
}
