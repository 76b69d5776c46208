package org.cairn.protocol.consensus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values used last, by key. Thread-safe. */
final class BoundedMemory<K, V> {
  private final Map<K, V> entries;

  BoundedMemory(int most) {
    entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }
}
