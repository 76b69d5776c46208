package org.cairn.store.rocks;

import java.util.Arrays;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.store.rocks.Tables.Table;

/**
 * Rows to be written together, in the format of RocksDB's write batches: 8 bytes for a sequence
 * number, the count of rows (4, little-endian), and for each a kind, the column family, the key and
 * the value, with lengths as varints. Made here because a call into the library for each row costs
 * more than the row.
 *
 * <p>The rows of a table are put in the order of their keys, as far as their first bytes tell it,
 * because the memtable finds the place of a key fast if it is near that of the key before. Rows of
 * one key stay in the order in which they came. For one thread.
 */
@SuppressWarnings("EnumOrdinal") // an array is looked into for every row
final class Batch {
  private static final int HEADER = 12;
  private static final byte DELETION = 0x04;
  private static final byte VALUE = 0x05;

  /** Bits of a sort key that number the rows of a table. */
  private static final int INDEX_BITS = 22;

  /** The rows of one table: where each begins and ends, and what it is sorted by. */
  private static final class Rows {
    final int id;
    int[] starts = new int[1024];
    int[] ends = new int[1024];
    long[] order = new long[1024];
    int count;

    Rows(int id) {
      this.id = id;
    }

    void add(int start, int end, long prefix) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
        order = Arrays.copyOf(order, 2 * count);
      }
      starts[count] = start;
      ends[count] = end;
      order[count] = prefix >>> 1 & -1L << INDEX_BITS | count;
      count++;
    }
  }

  private final Rows[] tables = new Rows[Table.values().length];
  private byte[] bytes = new byte[1 << 20];
  private int size;

  Batch(Tables database) {
    for (Table table : Table.values()) {
      tables[table.ordinal()] = new Rows(database.id(table));
    }
  }

  /** Key and value are copied. */
  void put(Table table, byte[] key, byte[] value) {
    put(table, key, key.length, value, value.length);
  }

  /** The first bytes of both arrays are copied. */
  void put(Table table, byte[] key, int keyLength, byte[] value, int valueLength) {
    Rows rows = tables[table.ordinal()];
    int start = start(VALUE, rows.id, key, keyLength, valueLength + 5);
    putNumber(valueLength);
    System.arraycopy(value, 0, bytes, size, valueLength);
    size += valueLength;
    rows.add(start, size, prefix(table, key));
  }

  void delete(Table table, byte[] key, int keyLength) {
    Rows rows = tables[table.ordinal()];
    int start = start(DELETION, rows.id, key, keyLength, 0);
    rows.add(start, size, prefix(table, key));
  }

  /** The first bytes of a key; where two hashes make it, of both. */
  private static long prefix(Table table, byte[] key) {
    return switch (table) {
      case STORAGE, STORAGE_HISTORY ->
          LongBytes.getLong(key, 0) & -1L << 44 | LongBytes.getLong(key, 32) >>> 20;
      case ACCOUNTS, ACCOUNT_HISTORY, PREIMAGES, CODES -> LongBytes.getLong(key, 0);
      case STORAGE_NODES -> (long) LongBytes.getInt(key, 0) << 32;
      case MARKERS, CHANGES, ACCOUNT_NODES -> 0;
    };
  }

  private int start(byte kind, int id, byte[] key, int keyLength, int more) {
    int needed = size + 11 + keyLength + more;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.multiplyExact(bytes.length, 2)));
    }
    int start = size;
    bytes[size++] = kind;
    putNumber(id);
    putNumber(keyLength);
    System.arraycopy(key, 0, bytes, size, keyLength);
    size += keyLength;
    return start;
  }

  private void putNumber(int number) {
    int left = number;
    while (left >= 0x80) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  byte[] toArray() {
    byte[] out = new byte[HEADER + size];
    int at = HEADER;
    int count = 0;
    for (Rows rows : tables) {
      if (rows.count < 1 << INDEX_BITS) {
        Arrays.sort(rows.order, 0, rows.count);
      }
      for (int i = 0; i < rows.count; i++) {
        int row = rows.count < 1 << INDEX_BITS ? (int) rows.order[i] & (1 << INDEX_BITS) - 1 : i;
        int length = rows.ends[row] - rows.starts[row];
        System.arraycopy(bytes, rows.starts[row], out, at, length);
        at += length;
      }
      count += rows.count;
    }
    LongBytes.putInt(out, 8, Integer.reverseBytes(count));
    return out;
  }
}
