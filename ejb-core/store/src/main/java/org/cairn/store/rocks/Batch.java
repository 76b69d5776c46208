package org.cairn.store.rocks;

import java.util.Arrays;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.store.rocks.Tables.Table;

/**
 * Rows to be written together, in the format of RocksDB's write batches: 8 bytes for a sequence
 * number, the count of rows (4, little-endian), and for each a kind, the column family, the key and
 * the value, with lengths as varints. Made here because a call into the library for each row costs
 * more than the row. For one thread.
 */
final class Batch {
  private static final int HEADER = 12;
  private static final byte DELETION = 0x04;
  private static final byte VALUE = 0x05;

  private final int[] ids = new int[Table.values().length];
  private byte[] bytes = new byte[1 << 20];
  private int size = HEADER;
  private int count;

  Batch(Tables tables) {
    for (Table table : Table.values()) {
      ids[table.ordinal()] = tables.id(table);
    }
  }

  /** Key and value are copied. */
  void put(Table table, byte[] key, byte[] value) {
    put(table, key, key.length, value, value.length);
  }

  /** The first bytes of both arrays are copied. */
  void put(Table table, byte[] key, int keyLength, byte[] value, int valueLength) {
    start(VALUE, table, key, keyLength, valueLength + 5);
    putNumber(valueLength);
    System.arraycopy(value, 0, bytes, size, valueLength);
    size += valueLength;
  }

  void delete(Table table, byte[] key, int keyLength) {
    start(DELETION, table, key, keyLength, 0);
  }

  private void start(byte kind, Table table, byte[] key, int keyLength, int more) {
    int needed = size + 11 + keyLength + more;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.multiplyExact(bytes.length, 2)));
    }
    count++;
    bytes[size++] = kind;
    putNumber(ids[table.ordinal()]);
    putNumber(keyLength);
    System.arraycopy(key, 0, bytes, size, keyLength);
    size += keyLength;
  }

  private void putNumber(int number) {
    int left = number;
    while (left >= 0x80) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    LongBytes.putInt(bytes, 8, Integer.reverseBytes(count));
    return Arrays.copyOf(bytes, size);
  }
}
