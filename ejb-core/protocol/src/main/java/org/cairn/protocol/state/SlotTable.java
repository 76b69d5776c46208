package org.cairn.protocol.state;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Slots by key: open addressing over one array, never more than half full. */
final class SlotTable {
  private @Nullable StorageSlot[] table = new @Nullable StorageSlot[16];
  private int size;

  private static int spread(long k3, long k2, long k1, long k0) {
    long mixed =
        (k0 ^ Long.rotateLeft(k1, 17) ^ Long.rotateLeft(k2, 31) ^ Long.rotateLeft(k3, 47))
            * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32);
  }

  @Nullable StorageSlot find(long k3, long k2, long k1, long k0) {
    int mask = table.length - 1;
    for (int i = spread(k3, k2, k1, k0) & mask; ; i = i + 1 & mask) {
      StorageSlot slot = table[i];
      if (slot == null || slot.hasKey(k3, k2, k1, k0)) {
        return slot;
      }
    }
  }

  /** Adds a slot whose key is not in the table. */
  void add(StorageSlot slot) {
    if (2 * ++size > table.length) {
      @Nullable StorageSlot[] old = table;
      table = new @Nullable StorageSlot[2 * old.length];
      for (StorageSlot entry : old) {
        if (entry != null) {
          place(entry);
        }
      }
    }
    place(slot);
  }

  private void place(StorageSlot slot) {
    int mask = table.length - 1;
    int i = spread(slot.key3, slot.key2, slot.key1, slot.key0) & mask;
    while (table[i] != null) {
      i = i + 1 & mask;
    }
    table[i] = slot;
  }

  void forEach(Consumer<StorageSlot> action) {
    for (StorageSlot slot : table) {
      if (slot != null) {
        action.accept(slot);
      }
    }
  }
}
