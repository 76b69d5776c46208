package org.cairn.protocol.bytes;

/** 32 bytes: a Keccak-256 hash, a storage key, a topic. Kept as four big-endian words. */
public final class Hash32 implements Comparable<Hash32> {
  /** 32 zero bytes. */
  public static final Hash32 ZERO = new Hash32(0, 0, 0, 0);

  private final long a;
  private final long b;
  private final long c;
  private final long d;

  private Hash32(long a, long b, long c, long d) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /** From four words, the most significant first. */
  public static Hash32 of(long a, long b, long c, long d) {
    return new Hash32(a, b, c, d);
  }

  /** Copies an array of exactly 32 bytes. */
  public static Hash32 of(byte[] bytes) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return read(bytes, 0);
  }

  /** Copies 32 bytes from {@code offset}. */
  public static Hash32 read(byte[] bytes, int offset) {
    return new Hash32(
        LongBytes.getLong(bytes, offset),
        LongBytes.getLong(bytes, offset + 8),
        LongBytes.getLong(bytes, offset + 16),
        LongBytes.getLong(bytes, offset + 24));
  }

  /** Reads 64 hex digits with or without {@code 0x}. */
  public static Hash32 of(CharSequence hex) {
    return of(Hex.decode(hex));
  }

  /** Word {@code i} of four, 0 being the most significant. */
  public long word(int i) {
    return switch (i) {
      case 0 -> a;
      case 1 -> b;
      case 2 -> c;
      case 3 -> d;
      default -> throw new IndexOutOfBoundsException(i);
    };
  }

  /** Byte {@code i} of 32, 0 being the most significant. */
  public byte at(int i) {
    return (byte) (word(i >> 3) >>> (56 - 8 * (i & 7)));
  }

  /** Hex digit {@code i} of 64, 0 being the most significant. */
  public int nibble(int i) {
    return (int) (word(i >> 4) >>> (60 - 4 * (i & 15))) & 0xf;
  }

  public boolean isZero() {
    return (a | b | c | d) == 0;
  }

  public void copyTo(byte[] target, int offset) {
    LongBytes.putLong(target, offset, a);
    LongBytes.putLong(target, offset + 8, b);
    LongBytes.putLong(target, offset + 16, c);
    LongBytes.putLong(target, offset + 24, d);
  }

  public byte[] toArray() {
    byte[] out = new byte[32];
    copyTo(out, 0);
    return out;
  }

  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  @Override
  public int compareTo(Hash32 other) {
    int order = Long.compareUnsigned(a, other.a);
    if (order == 0) {
      order = Long.compareUnsigned(b, other.b);
    }
    if (order == 0) {
      order = Long.compareUnsigned(c, other.c);
    }
    return order == 0 ? Long.compareUnsigned(d, other.d) : order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash32 that && a == that.a && b == that.b && c == that.c && d == that.d;
  }

  /** Mixed, because storage keys are often small numbers or differ in a few bits only. */
  @Override
  public int hashCode() {
    long mixed =
        (a ^ Long.rotateLeft(b, 17) ^ Long.rotateLeft(c, 31) ^ Long.rotateLeft(d, 47))
            * 0x9e3779b97f4a7c15L;
    return (int) (mixed ^ (mixed >>> 32));
  }

  @Override
  public String toString() {
    return Hex.encode(toArray());
  }
}
