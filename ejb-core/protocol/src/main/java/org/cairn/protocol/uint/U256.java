package org.cairn.protocol.uint;

import java.math.BigInteger;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.bytes.LongBytes;

/**
 * An immutable unsigned number of 256 bits: amounts of wei, difficulties, storage values.
 *
 * <p>Arithmetic here is checked and meant for rules, not for the interpreter's loop: results
 * outside 0..2^256-1 throw ArithmeticException.
 */
public final class U256 implements Comparable<U256> {
  public static final U256 ZERO = new U256(0, 0, 0, 0);
  public static final U256 ONE = new U256(0, 0, 0, 1);
  public static final U256 MAX = new U256(-1, -1, -1, -1);

  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(256);

  private final long a;
  private final long b;
  private final long c;
  private final long d;

  private U256(long a, long b, long c, long d) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /** From four words, the most significant first. */
  public static U256 of(long a, long b, long c, long d) {
    return (a | b | c | d) == 0 ? ZERO : new U256(a, b, c, d);
  }

  /** From a number of 0..2^63-1; throws IllegalArgumentException if negative. */
  public static U256 of(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    return of(0, 0, 0, value);
  }

  /** Throws ArithmeticException outside 0..2^256-1. */
  public static U256 of(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new ArithmeticException("not within 256 bits: " + value.toString(16));
    }
    return of(
        value.shiftRight(192).longValue(),
        value.shiftRight(128).longValue(),
        value.shiftRight(64).longValue(),
        value.longValue());
  }

  /** The number whose big-endian form is the hash. */
  public static U256 of(Hash32 hash) {
    return of(hash.word(0), hash.word(1), hash.word(2), hash.word(3));
  }

  /**
   * Reads {@code 0x} hex of at most 64 digits, or decimal digits. Throws IllegalArgumentException
   * or ArithmeticException.
   */
  public static U256 of(String text) {
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      return of(new BigInteger(text));
    }
    String digits = text.length() == 2 ? "0" : text.substring(2);
    byte[] bytes = Hex.decode((digits.length() & 1) == 0 ? digits : "0" + digits);
    return read(bytes, 0, bytes.length);
  }

  /**
   * Reads a big-endian number of {@code length} bytes; more than 32 are accepted if the surplus is
   * zero.
   */
  public static U256 read(byte[] bytes, int offset, int length) {
    for (; length > 32; offset++, length--) {
      if (bytes[offset] != 0) {
        throw new ArithmeticException("not within 256 bits");
      }
    }
    if (length == 32) {
      return of(
          LongBytes.getLong(bytes, offset),
          LongBytes.getLong(bytes, offset + 8),
          LongBytes.getLong(bytes, offset + 16),
          LongBytes.getLong(bytes, offset + 24));
    }
    byte[] full = new byte[32];
    System.arraycopy(bytes, offset, full, 32 - length, length);
    return read(full, 0, 32);
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

  public boolean isZero() {
    return (a | b | c | d) == 0;
  }

  /** Whether the number fits 0..2^63-1. */
  public boolean fitsLong() {
    return (a | b | c) == 0 && d >= 0;
  }

  /** Throws ArithmeticException above 2^63-1. */
  public long toLong() {
    if (!fitsLong()) {
      throw new ArithmeticException("more than 63 bits: " + this);
    }
    return d;
  }

  public U256 plus(U256 other) {
    U256 sum = wrappingPlus(other);
    if (sum.compareTo(this) < 0) {
      throw new ArithmeticException("sum exceeds 256 bits");
    }
    return sum;
  }

  private U256 wrappingPlus(U256 other) {
    long w = d + other.d;
    long carry = Long.compareUnsigned(w, d) < 0 ? 1 : 0;
    long x = c + other.c;
    long carryX = Long.compareUnsigned(x, c) < 0 ? 1 : 0;
    x += carry;
    carryX |= Long.compareUnsigned(x, carry) < 0 ? 1 : 0;
    long y = b + other.b;
    long carryY = Long.compareUnsigned(y, b) < 0 ? 1 : 0;
    y += carryX;
    carryY |= Long.compareUnsigned(y, carryX) < 0 ? 1 : 0;
    return of(a + other.a + carryY, y, x, w);
  }

  /** Throws ArithmeticException if {@code other} is larger. */
  public U256 minus(U256 other) {
    if (compareTo(other) < 0) {
      throw new ArithmeticException("difference below zero");
    }
    return wrappingPlus(of(~other.a, ~other.b, ~other.c, ~other.d)).wrappingPlus(ONE);
  }

  public U256 times(U256 other) {
    if (fitsLong() && other.fitsLong()) {
      return of(0, 0, Math.multiplyHigh(d, other.d), d * other.d);
    }
    return of(toBigInteger().multiply(other.toBigInteger()));
  }

  public U256 times(long factor) {
    return times(of(factor));
  }

  /** Rounds down; throws ArithmeticException on division by zero. */
  public U256 dividedBy(U256 divisor) {
    return of(toBigInteger().divide(divisor.toBigInteger()));
  }

  public U256 min(U256 other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public BigInteger toBigInteger() {
    return (a | b | c) == 0 && d >= 0 ? BigInteger.valueOf(d) : new BigInteger(1, toArray());
  }

  /** The number modulo 2^256. */
  public static U256 wrap(BigInteger value) {
    return of(value.mod(LIMIT));
  }

  /** 32 bytes, big-endian. */
  public byte[] toArray() {
    byte[] out = new byte[32];
    copyTo(out, 0);
    return out;
  }

  public void copyTo(byte[] target, int offset) {
    LongBytes.putLong(target, offset, a);
    LongBytes.putLong(target, offset + 8, b);
    LongBytes.putLong(target, offset + 16, c);
    LongBytes.putLong(target, offset + 24, d);
  }

  public Hash32 toHash() {
    return Hash32.of(a, b, c, d);
  }

  /** Big-endian without leading zeros; zero is no bytes. */
  public Bytes toMinimalBytes() {
    int length = byteLength();
    return Bytes.copyOf(toArray(), 32 - length, length);
  }

  /** Number of bytes without leading zeros, 0..32. */
  public int byteLength() {
    return (bitLength() + 7) / 8;
  }

  public int bitLength() {
    if (a != 0) {
      return 256 - Long.numberOfLeadingZeros(a);
    }
    if (b != 0) {
      return 192 - Long.numberOfLeadingZeros(b);
    }
    return c != 0 ? 128 - Long.numberOfLeadingZeros(c) : 64 - Long.numberOfLeadingZeros(d);
  }

  /** {@code 0x} hex without leading zeros, {@code 0x0} for zero: a JSON-RPC quantity. */
  public String toQuantity() {
    return "0x" + toBigInteger().toString(16);
  }

  @Override
  public int compareTo(U256 other) {
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
    return other instanceof U256 that && a == that.a && b == that.b && c == that.c && d == that.d;
  }

  @Override
  public int hashCode() {
    long mixed =
        (a ^ Long.rotateLeft(b, 17) ^ Long.rotateLeft(c, 31) ^ Long.rotateLeft(d, 47))
            * 0x9e3779b97f4a7c15L;
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Decimal digits. */
  @Override
  public String toString() {
    return toBigInteger().toString();
  }
}
