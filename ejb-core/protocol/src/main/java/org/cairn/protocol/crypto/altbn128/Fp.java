package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.crypto.curve.ModularInverse;

/**
 * An element of the field of p elements, times 2^256 modulo p (Montgomery's form), as four limbs,
 * the least significant first. Immutable.
 */
final class Fp {
  static final BigInteger P =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  private static final ModularInverse INVERSES = new ModularInverse(P);

  private static final long P0 = 0x3c208c16d87cfd47L;
  private static final long P1 = 0x97816a916871ca8dL;
  private static final long P2 = 0xb85045b68181585dL;
  private static final long P3 = 0x30644e72e131a029L;

  /** -1/p modulo 2^64. */
  private static final long INVERSE = 0x87d20782e4866389L;

  static final Fp ZERO = new Fp(0, 0, 0, 0);
  static final Fp ONE =
      new Fp(0xd35d438dc58f0d9dL, 0x0a78eb28f5c70b3dL, 0x666ea36f7879462cL, 0x0e0a77c19a07df2fL);

  /** 2^512 modulo p. */
  private static final Fp SQUARE_OF_R =
      new Fp(0xf32cfc5b538afa89L, 0xb5e71911d44501fbL, 0x47ab1eff0a417ff6L, 0x06d89f71cab8351fL);

  private final long a;
  private final long b;
  private final long c;
  private final long d;

  private Fp(long a, long b, long c, long d) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /** From a number of any size and sign. */
  static Fp of(BigInteger value) {
    BigInteger x = value.mod(P);
    Fp plain =
        new Fp(
            x.longValue(),
            x.shiftRight(64).longValue(),
            x.shiftRight(128).longValue(),
            x.shiftRight(192).longValue());
    return plain.times(SQUARE_OF_R);
  }

  static Fp of(long value) {
    return of(BigInteger.valueOf(value));
  }

  /** Whether the 32 bytes at an offset are a number below p. */
  static boolean isElement(byte[] bytes, int offset) {
    return below(
        LongBytes.getLong(bytes, offset + 24),
        LongBytes.getLong(bytes, offset + 16),
        LongBytes.getLong(bytes, offset + 8),
        LongBytes.getLong(bytes, offset));
  }

  /** Reads 32 big-endian bytes, which must be below p. */
  static Fp read(byte[] bytes, int offset) {
    Fp plain =
        new Fp(
            LongBytes.getLong(bytes, offset + 24),
            LongBytes.getLong(bytes, offset + 16),
            LongBytes.getLong(bytes, offset + 8),
            LongBytes.getLong(bytes, offset));
    return plain.times(SQUARE_OF_R);
  }

  /** Writes 32 big-endian bytes. */
  void write(byte[] bytes, int offset) {
    Fp plain = times(new Fp(1, 0, 0, 0));
    LongBytes.putLong(bytes, offset, plain.d);
    LongBytes.putLong(bytes, offset + 8, plain.c);
    LongBytes.putLong(bytes, offset + 16, plain.b);
    LongBytes.putLong(bytes, offset + 24, plain.a);
  }

  private static boolean below(long a, long b, long c, long d) {
    if (d != P3) {
      return Long.compareUnsigned(d, P3) < 0;
    }
    if (c != P2) {
      return Long.compareUnsigned(c, P2) < 0;
    }
    return b == P1 ? Long.compareUnsigned(a, P0) < 0 : Long.compareUnsigned(b, P1) < 0;
  }

  private static long carry(long x, long y, long sum) {
    return ((x & y) | ((x | y) & ~sum)) >>> 63;
  }

  private static long borrow(long x, long y, long difference) {
    return ((~x & y) | ((~x | y) & difference)) >>> 63;
  }

  /** The number itself or p less. */
  private static Fp reduced(long a, long b, long c, long d) {
    long e = a - P0;
    long w = borrow(a, P0, e);
    long f = b - P1 - w;
    w = borrow(b, P1, f);
    long g = c - P2 - w;
    w = borrow(c, P2, g);
    long h = d - P3 - w;
    // both are below 2^255, so that the sign tells which is smaller
    return h < 0 ? new Fp(a, b, c, d) : new Fp(e, f, g, h);
  }

  Fp plus(Fp o) {
    long e = a + o.a;
    long w = carry(a, o.a, e);
    long f = b + o.b + w;
    w = carry(b, o.b, f);
    long g = c + o.c + w;
    w = carry(c, o.c, g);
    return reduced(e, f, g, d + o.d + w);
  }

  Fp minus(Fp o) {
    long e = a - o.a;
    long w = borrow(a, o.a, e);
    long f = b - o.b - w;
    w = borrow(b, o.b, f);
    long g = c - o.c - w;
    w = borrow(c, o.c, g);
    long h = d - o.d - w;
    if (h >= 0) {
      return new Fp(e, f, g, h);
    }
    long i = e + P0;
    w = carry(e, P0, i);
    long j = f + P1 + w;
    w = carry(f, P1, j);
    long k = g + P2 + w;
    w = carry(g, P2, k);
    return new Fp(i, j, k, h + P3 + w);
  }

  Fp negated() {
    return ZERO.minus(this);
  }

  Fp twice() {
    return plus(this);
  }

  Fp squared() {
    return times(this);
  }

  /** Throws ArithmeticException for zero. */
  Fp inverted() {
    if (isZero()) {
      throw new ArithmeticException("zero has no inverse");
    }
    long[] inverse = INVERSES.inverted(new long[] {a, b, c, d});
    Fp plain = new Fp(inverse[0], inverse[1], inverse[2], inverse[3]);
    return plain.times(SQUARE_OF_R).times(SQUARE_OF_R);
  }

  boolean isZero() {
    return (a | b | c | d) == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fp o && a == o.a && b == o.b && c == o.c && d == o.d;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a ^ b ^ c ^ d);
  }

  /**
   * Montgomery's product, interleaved: one limb of the factor a round, then one limb of the sum
   * made zero. p leaves two bits free at the top, so that no carry is lost. Unrolled, because the
   * four limbs then stay in registers.
   */
  Fp times(Fp o) {
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    long low;
    long high;
    long x;
    long m;
    long r;
    // limb 0
    low = a * o.a;
    high = Math.unsignedMultiplyHigh(a, o.a);
    t0 += low;
    high += Long.compareUnsigned(t0, low) < 0 ? 1 : 0;
    x = high;
    m = t0 * INVERSE;
    high = Math.unsignedMultiplyHigh(m, P0);
    r = high + (t0 != 0 ? 1 : 0);
    low = b * o.a;
    high = Math.unsignedMultiplyHigh(b, o.a);
    t1 += low;
    high += Long.compareUnsigned(t1, low) < 0 ? 1 : 0;
    t1 += x;
    high += Long.compareUnsigned(t1, x) < 0 ? 1 : 0;
    x = high;
    low = m * P1;
    high = Math.unsignedMultiplyHigh(m, P1);
    low += t1;
    high += Long.compareUnsigned(low, t1) < 0 ? 1 : 0;
    t0 = low + r;
    r = high + (Long.compareUnsigned(t0, r) < 0 ? 1 : 0);
    low = c * o.a;
    high = Math.unsignedMultiplyHigh(c, o.a);
    t2 += low;
    high += Long.compareUnsigned(t2, low) < 0 ? 1 : 0;
    t2 += x;
    high += Long.compareUnsigned(t2, x) < 0 ? 1 : 0;
    x = high;
    low = m * P2;
    high = Math.unsignedMultiplyHigh(m, P2);
    low += t2;
    high += Long.compareUnsigned(low, t2) < 0 ? 1 : 0;
    t1 = low + r;
    r = high + (Long.compareUnsigned(t1, r) < 0 ? 1 : 0);
    low = d * o.a;
    high = Math.unsignedMultiplyHigh(d, o.a);
    t3 += low;
    high += Long.compareUnsigned(t3, low) < 0 ? 1 : 0;
    t3 += x;
    high += Long.compareUnsigned(t3, x) < 0 ? 1 : 0;
    x = high;
    low = m * P3;
    high = Math.unsignedMultiplyHigh(m, P3);
    low += t3;
    high += Long.compareUnsigned(low, t3) < 0 ? 1 : 0;
    t2 = low + r;
    r = high + (Long.compareUnsigned(t2, r) < 0 ? 1 : 0);
    t3 = r + x;
    // limb 1
    low = a * o.b;
    high = Math.unsignedMultiplyHigh(a, o.b);
    t0 += low;
    high += Long.compareUnsigned(t0, low) < 0 ? 1 : 0;
    x = high;
    m = t0 * INVERSE;
    high = Math.unsignedMultiplyHigh(m, P0);
    r = high + (t0 != 0 ? 1 : 0);
    low = b * o.b;
    high = Math.unsignedMultiplyHigh(b, o.b);
    t1 += low;
    high += Long.compareUnsigned(t1, low) < 0 ? 1 : 0;
    t1 += x;
    high += Long.compareUnsigned(t1, x) < 0 ? 1 : 0;
    x = high;
    low = m * P1;
    high = Math.unsignedMultiplyHigh(m, P1);
    low += t1;
    high += Long.compareUnsigned(low, t1) < 0 ? 1 : 0;
    t0 = low + r;
    r = high + (Long.compareUnsigned(t0, r) < 0 ? 1 : 0);
    low = c * o.b;
    high = Math.unsignedMultiplyHigh(c, o.b);
    t2 += low;
    high += Long.compareUnsigned(t2, low) < 0 ? 1 : 0;
    t2 += x;
    high += Long.compareUnsigned(t2, x) < 0 ? 1 : 0;
    x = high;
    low = m * P2;
    high = Math.unsignedMultiplyHigh(m, P2);
    low += t2;
    high += Long.compareUnsigned(low, t2) < 0 ? 1 : 0;
    t1 = low + r;
    r = high + (Long.compareUnsigned(t1, r) < 0 ? 1 : 0);
    low = d * o.b;
    high = Math.unsignedMultiplyHigh(d, o.b);
    t3 += low;
    high += Long.compareUnsigned(t3, low) < 0 ? 1 : 0;
    t3 += x;
    high += Long.compareUnsigned(t3, x) < 0 ? 1 : 0;
    x = high;
    low = m * P3;
    high = Math.unsignedMultiplyHigh(m, P3);
    low += t3;
    high += Long.compareUnsigned(low, t3) < 0 ? 1 : 0;
    t2 = low + r;
    r = high + (Long.compareUnsigned(t2, r) < 0 ? 1 : 0);
    t3 = r + x;
    // limb 2
    low = a * o.c;
    high = Math.unsignedMultiplyHigh(a, o.c);
    t0 += low;
    high += Long.compareUnsigned(t0, low) < 0 ? 1 : 0;
    x = high;
    m = t0 * INVERSE;
    high = Math.unsignedMultiplyHigh(m, P0);
    r = high + (t0 != 0 ? 1 : 0);
    low = b * o.c;
    high = Math.unsignedMultiplyHigh(b, o.c);
    t1 += low;
    high += Long.compareUnsigned(t1, low) < 0 ? 1 : 0;
    t1 += x;
    high += Long.compareUnsigned(t1, x) < 0 ? 1 : 0;
    x = high;
    low = m * P1;
    high = Math.unsignedMultiplyHigh(m, P1);
    low += t1;
    high += Long.compareUnsigned(low, t1) < 0 ? 1 : 0;
    t0 = low + r;
    r = high + (Long.compareUnsigned(t0, r) < 0 ? 1 : 0);
    low = c * o.c;
    high = Math.unsignedMultiplyHigh(c, o.c);
    t2 += low;
    high += Long.compareUnsigned(t2, low) < 0 ? 1 : 0;
    t2 += x;
    high += Long.compareUnsigned(t2, x) < 0 ? 1 : 0;
    x = high;
    low = m * P2;
    high = Math.unsignedMultiplyHigh(m, P2);
    low += t2;
    high += Long.compareUnsigned(low, t2) < 0 ? 1 : 0;
    t1 = low + r;
    r = high + (Long.compareUnsigned(t1, r) < 0 ? 1 : 0);
    low = d * o.c;
    high = Math.unsignedMultiplyHigh(d, o.c);
    t3 += low;
    high += Long.compareUnsigned(t3, low) < 0 ? 1 : 0;
    t3 += x;
    high += Long.compareUnsigned(t3, x) < 0 ? 1 : 0;
    x = high;
    low = m * P3;
    high = Math.unsignedMultiplyHigh(m, P3);
    low += t3;
    high += Long.compareUnsigned(low, t3) < 0 ? 1 : 0;
    t2 = low + r;
    r = high + (Long.compareUnsigned(t2, r) < 0 ? 1 : 0);
    t3 = r + x;
    // limb 3
    low = a * o.d;
    high = Math.unsignedMultiplyHigh(a, o.d);
    t0 += low;
    high += Long.compareUnsigned(t0, low) < 0 ? 1 : 0;
    x = high;
    m = t0 * INVERSE;
    high = Math.unsignedMultiplyHigh(m, P0);
    r = high + (t0 != 0 ? 1 : 0);
    low = b * o.d;
    high = Math.unsignedMultiplyHigh(b, o.d);
    t1 += low;
    high += Long.compareUnsigned(t1, low) < 0 ? 1 : 0;
    t1 += x;
    high += Long.compareUnsigned(t1, x) < 0 ? 1 : 0;
    x = high;
    low = m * P1;
    high = Math.unsignedMultiplyHigh(m, P1);
    low += t1;
    high += Long.compareUnsigned(low, t1) < 0 ? 1 : 0;
    t0 = low + r;
    r = high + (Long.compareUnsigned(t0, r) < 0 ? 1 : 0);
    low = c * o.d;
    high = Math.unsignedMultiplyHigh(c, o.d);
    t2 += low;
    high += Long.compareUnsigned(t2, low) < 0 ? 1 : 0;
    t2 += x;
    high += Long.compareUnsigned(t2, x) < 0 ? 1 : 0;
    x = high;
    low = m * P2;
    high = Math.unsignedMultiplyHigh(m, P2);
    low += t2;
    high += Long.compareUnsigned(low, t2) < 0 ? 1 : 0;
    t1 = low + r;
    r = high + (Long.compareUnsigned(t1, r) < 0 ? 1 : 0);
    low = d * o.d;
    high = Math.unsignedMultiplyHigh(d, o.d);
    t3 += low;
    high += Long.compareUnsigned(t3, low) < 0 ? 1 : 0;
    t3 += x;
    high += Long.compareUnsigned(t3, x) < 0 ? 1 : 0;
    x = high;
    low = m * P3;
    high = Math.unsignedMultiplyHigh(m, P3);
    low += t3;
    high += Long.compareUnsigned(low, t3) < 0 ? 1 : 0;
    t2 = low + r;
    r = high + (Long.compareUnsigned(t2, r) < 0 ? 1 : 0);
    t3 = r + x;
    return reduced(t0, t1, t2, t3);
  }
}
