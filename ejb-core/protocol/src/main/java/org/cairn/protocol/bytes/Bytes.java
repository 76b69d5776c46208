package org.cairn.protocol.bytes;

import java.util.Arrays;

/** An immutable byte string of any length. */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Shares the array: the caller must not write to it afterwards. */
  public static Bytes wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes);
  }

  /** Copies {@code length} bytes from {@code offset}. */
  public static Bytes copyOf(byte[] bytes, int offset, int length) {
    return wrap(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** Copies the array. */
  public static Bytes copyOf(byte[] bytes) {
    return wrap(bytes.clone());
  }

  /** Reads hex with or without {@code 0x}; throws IllegalArgumentException if malformed. */
  public static Bytes of(CharSequence hex) {
    return wrap(Hex.decode(hex));
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  public byte at(int index) {
    return bytes[index];
  }

  /** Copies the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return wrap(Arrays.copyOfRange(bytes, from, to));
  }

  /** Returns a copy. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** The array itself, for reading only: writing to it breaks the value. */
  public byte[] shared() {
    return bytes;
  }

  /** Copies all bytes to {@code target} at {@code offset}. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Hex.encode(bytes);
  }
}
