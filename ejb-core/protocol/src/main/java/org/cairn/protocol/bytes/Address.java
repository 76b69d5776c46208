package org.cairn.protocol.bytes;

/** The 20 bytes of an account's address. */
public final class Address implements Comparable<Address> {
  /** 20 zero bytes. */
  public static final Address ZERO = new Address(0, 0, 0);

  private final long a;
  private final long b;
  private final int c;

  private Address(long a, long b, int c) {
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /** From words of 8, 8 and 4 bytes, the most significant first. */
  public static Address of(long a, long b, int c) {
    return new Address(a, b, c);
  }

  /** Copies an array of exactly 20 bytes. */
  public static Address of(byte[] bytes) {
    if (bytes.length != 20) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.length);
    }
    return read(bytes, 0);
  }

  /** Copies 20 bytes from {@code offset}. */
  public static Address read(byte[] bytes, int offset) {
    return new Address(
        LongBytes.getLong(bytes, offset),
        LongBytes.getLong(bytes, offset + 8),
        LongBytes.getInt(bytes, offset + 16));
  }

  /** Reads 40 hex digits with or without {@code 0x}; the checksum of EIP-55 is not looked at. */
  public static Address of(CharSequence hex) {
    return of(Hex.decode(hex));
  }

  /** The address whose number is {@code value}, such as that of a precompiled contract. */
  public static Address of(int value) {
    return new Address(0, 0, value);
  }

  /** The last 20 of the 32 bytes. */
  public static Address lastOf(Hash32 hash) {
    long c = hash.word(2);
    long d = hash.word(3);
    return new Address(hash.word(1) << 32 | c >>> 32, c << 32 | d >>> 32, (int) d);
  }

  /** The first 8 bytes. */
  public long high() {
    return a;
  }

  /** Bytes 8 to 15. */
  public long middle() {
    return b;
  }

  /** The last 4 bytes. */
  public int low() {
    return c;
  }

  public boolean isZero() {
    return (a | b | c) == 0;
  }

  public void copyTo(byte[] target, int offset) {
    LongBytes.putLong(target, offset, a);
    LongBytes.putLong(target, offset + 8, b);
    LongBytes.putInt(target, offset + 16, c);
  }

  public byte[] toArray() {
    byte[] out = new byte[20];
    copyTo(out, 0);
    return out;
  }

  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  @Override
  public int compareTo(Address other) {
    int order = Long.compareUnsigned(a, other.a);
    if (order == 0) {
      order = Long.compareUnsigned(b, other.b);
    }
    return order == 0 ? Integer.compareUnsigned(c, other.c) : order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that && a == that.a && b == that.b && c == that.c;
  }

  @Override
  public int hashCode() {
    long mixed = (a ^ Long.rotateLeft(b, 23) ^ Long.rotateLeft(c, 41)) * 0x9e3779b97f4a7c15L;
    return (int) (mixed ^ (mixed >>> 32));
  }

  @Override
  public String toString() {
    return Hex.encode(toArray());
  }
}
