package org.cairn.store.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table in PostgreSQL's binary COPY format: a signature, then for each row the number
 * of columns and each column as its length and bytes, -1 standing for null; then -1. Not
 * thread-safe.
 */
final class CopyBuffer implements Rows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int INT4_OID = 23;

  private final DecimalDigits digits = new DecimalDigits();
  private final int columns;
  private byte[] bytes;
  private int size;
  private int rows;

  CopyBuffer(int columns, int capacity) {
    this.columns = columns;
    bytes = new byte[Math.max(capacity, 256)];
    System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
    size = SIGNATURE.length;
  }

  @Override
  public boolean isEmpty() {
    return rows == 0;
  }

  int size() {
    return size;
  }

  /** The array behind, of which the first {@link #size()} bytes are valid. */
  byte[] buffer() {
    return bytes;
  }

  /** Writes the trailer; nothing may follow. */
  CopyBuffer finish() {
    putShort(-1);
    return this;
  }

  @Override
  public CopyBuffer row() {
    rows++;
    return putShort(columns);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  private CopyBuffer putShort(int value) {
    reserve(2);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
    return this;
  }

  private void putInt(int value) {
    LongBytes.putInt(bytes, size, value);
    size += 4;
  }

  @Override
  public CopyBuffer absent() {
    reserve(4);
    putInt(-1);
    return this;
  }

  @Override
  public CopyBuffer put(boolean value) {
    reserve(5);
    putInt(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  @Override
  public CopyBuffer smallint(int value) {
    reserve(6);
    putInt(2);
    return putShort(value);
  }

  @Override
  public CopyBuffer put(int value) {
    reserve(8);
    putInt(4);
    putInt(value);
    return this;
  }

  @Override
  public CopyBuffer put(long value) {
    reserve(12);
    putInt(8);
    LongBytes.putLong(bytes, size, value);
    size += 8;
    return this;
  }

  @Override
  public CopyBuffer put(@Nullable Hash32 value) {
    if (value == null) {
      return absent();
    }
    reserve(36);
    putInt(32);
    value.copyTo(bytes, size);
    size += 32;
    return this;
  }

  @Override
  public CopyBuffer put(@Nullable Address value) {
    if (value == null) {
      return absent();
    }
    reserve(24);
    putInt(20);
    value.copyTo(bytes, size);
    size += 20;
    return this;
  }

  @Override
  public CopyBuffer put(byte[] value, int offset, int length) {
    reserve(4 + length);
    putInt(length);
    System.arraycopy(value, offset, bytes, size, length);
    size += length;
    return this;
  }

  @Override
  public CopyBuffer put(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    return put(encoded, 0, encoded.length);
  }

  @Override
  public CopyBuffer put(List<Integer> values) {
    boolean empty = values.isEmpty();
    int length = empty ? 12 : 20 + 8 * values.size();
    reserve(4 + length);
    putInt(length);
    putInt(empty ? 0 : 1);
    putInt(0);
    putInt(INT4_OID);
    if (!empty) {
      putInt(values.size());
      putInt(1);
      for (int value : values) {
        putInt(4);
        putInt(value);
      }
    }
    return this;
  }

  @Override
  public CopyBuffer numeric(@Nullable U256 value) {
    if (value == null) {
      return absent();
    }
    digits.set(value);
    return numericDigits();
  }

  @Override
  public CopyBuffer numericUnsigned(long value) {
    digits.set(value);
    return numericDigits();
  }

  /** Number of digits, weight of the first, sign, digits behind the point; then the digits. */
  private CopyBuffer numericDigits() {
    int count = digits.count();
    reserve(12 + 2 * count);
    putInt(8 + 2 * count);
    putShort(count);
    putShort(digits.weight());
    putInt(0);
    for (int i = 0; i < count; i++) {
      putShort(digits.at(i));
    }
    return this;
  }
}
