package org.cairn.protocol.rlp;

import java.util.Arrays;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * Writes RLP into one growing array. Lists nest: {@link #startList()} and {@link #endList()}
 * enclose their items; the prefix is put in front when the list ends. Not thread-safe; may be used
 * again after {@link #reset()}.
 */
public final class RlpWriter {
  private byte[] bytes;
  private int size;
  private int[] starts = new int[8];
  private int depth;

  public RlpWriter() {
    this(256);
  }

  public RlpWriter(int capacity) {
    bytes = new byte[capacity];
  }

  public RlpWriter startList() {
    if (depth == starts.length) {
      starts = Arrays.copyOf(starts, depth * 2);
    }
    starts[depth++] = size;
    return this;
  }

  public RlpWriter endList() {
    int start = starts[--depth];
    int length = size - start;
    int prefix = length < 56 ? 1 : 1 + bytesOf(length);
    reserve(prefix);
    System.arraycopy(bytes, start, bytes, start + prefix, length);
    putPrefix(start, length, 0xc0);
    size += prefix;
    return this;
  }

  /**
   * Writes the prefix of a list whose items, which follow, take {@code length} bytes; there is no
   * {@link #endList()} to it.
   */
  public RlpWriter startList(int length) {
    reserve(length + 5);
    size = putPrefix(size, length, 0xc0);
    return this;
  }

  private static int bytesOf(int length) {
    return (39 - Integer.numberOfLeadingZeros(length)) / 8;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /**
   * Puts the prefix of an item at {@code at}, where there is room, and returns the offset behind
   * it.
   */
  private int putPrefix(int at, int length, int base) {
    if (length < 56) {
      bytes[at] = (byte) (base + length);
      return at + 1;
    }
    int lengthBytes = bytesOf(length);
    bytes[at] = (byte) (base + 55 + lengthBytes);
    for (int i = 1; i <= lengthBytes; i++) {
      bytes[at + i] = (byte) (length >>> 8 * (lengthBytes - i));
    }
    return at + 1 + lengthBytes;
  }

  public RlpWriter write(byte[] string, int offset, int length) {
    reserve(length + 5);
    if (length != 1 || string[offset] < 0) {
      size = putPrefix(size, length, 0x80);
    }
    System.arraycopy(string, offset, bytes, size, length);
    size += length;
    return this;
  }

  public RlpWriter write(byte[] string) {
    return write(string, 0, string.length);
  }

  public RlpWriter write(Bytes string) {
    return write(string.shared());
  }

  public RlpWriter write(Hash32 hash) {
    reserve(33);
    bytes[size] = (byte) 0xa0;
    hash.copyTo(bytes, size + 1);
    size += 33;
    return this;
  }

  public RlpWriter write(Address address) {
    reserve(21);
    bytes[size] = (byte) 0x94;
    address.copyTo(bytes, size + 1);
    size += 21;
    return this;
  }

  /** Writes a scalar of 0..2^64-1, the sign bit being its highest. */
  public RlpWriter write(long scalar) {
    reserve(9);
    if (scalar >= 0 && scalar < 0x80) {
      bytes[size++] = scalar == 0 ? (byte) 0x80 : (byte) scalar;
      return this;
    }
    int length = (71 - Long.numberOfLeadingZeros(scalar)) / 8;
    bytes[size++] = (byte) (0x80 + length);
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (scalar >>> shift);
    }
    return this;
  }

  public RlpWriter write(U256 scalar) {
    if (scalar.fitsLong()) {
      return write(scalar.word(3));
    }
    int length = scalar.byteLength();
    reserve(33);
    bytes[size++] = (byte) (0x80 + length);
    for (int i = length - 1; i >= 0; i--) {
      bytes[size++] = (byte) (scalar.word(3 - i / 8) >>> 8 * (i & 7));
    }
    return this;
  }

  /** Copies items that are encoded already. */
  public RlpWriter writeRaw(byte[] items, int offset, int length) {
    reserve(length);
    System.arraycopy(items, offset, bytes, size, length);
    size += length;
    return this;
  }

  public RlpWriter writeRaw(Bytes items) {
    return writeRaw(items.shared(), 0, items.length());
  }

  /** Puts one byte outside of any encoding, such as the type in front of a transaction. */
  public RlpWriter put(byte value) {
    reserve(1);
    bytes[size++] = value;
    return this;
  }

  public int size() {
    return size;
  }

  /** The array behind, of which the first {@link #size()} bytes are valid until the next write. */
  public byte[] buffer() {
    return bytes;
  }

  public byte[] toArray() {
    if (depth != 0) {
      throw new IllegalStateException(depth + " lists are open");
    }
    return Arrays.copyOf(bytes, size);
  }

  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  public RlpWriter reset() {
    size = 0;
    depth = 0;
    return this;
  }
}
