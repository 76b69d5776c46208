package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.crypto.curve.ModularInverse;

/**
 * A number modulo p, times 2^260 (Montgomery's form): the sum of five limbs times powers of 2^52.
 * Mutable; each operation writes its result into the object it is called on, which may be an
 * operand too.
 *
 * <p>Limbs have a sign and may be longer than 52 bits, so that sums need neither carries nor
 * reductions. What {@link #product} or {@link #tidy} leaves is called tidy: limbs up to 2^51 + 2^11
 * in size, the top one far less. Who adds has to count terms: a product takes sums of m and n tidy
 * numbers while mn is 50 at most ({@link Fp2#square} takes 5), tidy takes 120. The value of a
 * product is at most 1 + mn/80 times p (1 + mn/40 in {@link Fp2}) when those of the factors are m
 * and n times p; that of tidy is about half of p. So values stay below 2p.
 *
 * <p>Implementation: products go by columns, the sums of limb products of equal weight. Of each
 * column {@code long} arithmetic gives the lowest 64 bits. The rest needs only be known roughly:
 * {@code double} additions to {@link #BIAS} round it to multiples of 2^{@link #UNIT}, and the bits
 * of the result count them. What rounding lost (half a unit for each of ten terms at most) is found
 * again as the difference to the lowest 64 bits, since it is below 2^63. The sum of a column may
 * reach 2^111: ten products of tidy limbs, times 50, and five more from the reduction. Unlike
 * multiplyHigh, all of this is a few machine instructions for each of the JVM's compilers.
 *
 * <p>The reduction makes a limb zero by adding that many times q·2^52 - 1, which is divisible by p:
 * the limb itself is the factor, no product is needed to find it, and the next limb does not wait
 * for the rounded part. As the sum then grows by 2^51·p, the last limb is made zero with p itself.
 */
final class Fp {
  static final BigInteger P =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  private static final ModularInverse INVERSES = new ModularInverse(P);

  static final long P0 = 0x8c16d87cfd47L;
  static final long P1 = -0x6e978e3572c3eL;
  static final long P2 = 0x181585d97816bL;
  static final long P3 = -0x5fd647afba498L;
  static final long P4 = 0x30644e72e132L;

  static final double P0D = P0;
  static final double P1D = P1;
  static final double P2D = P2;
  static final double P3D = P3;
  static final double P4D = P4;

  /** The multiple of p that is -1 modulo 2^52, plus 1, divided by 2^52. */
  static final long Q0 = -0x36c5c211dd3abL;

  static final long Q1 = -0x1ea0b15daf888L;
  static final long Q2 = 0x37f0b49e7cd64L;
  static final long Q3 = 0x2079e650a0895L;
  static final long Q4 = 0x6234192d7a1L;

  static final double Q0D = Q0;
  static final double Q1D = Q1;
  static final double Q2D = Q2;
  static final double Q3D = Q3;
  static final double Q4D = Q4;

  /** -1/p modulo 2^52. */
  static final long INVERSE = 0x20782e4866389L;

  /** 1/p modulo 2^52. */
  private static final long POSITIVE_INVERSE = 0xdf87d1b799c77L;

  /** How many bits of a column are left to its lower sum. */
  static final int UNIT = 60;

  /** Numbers of this size have 2^UNIT as the unit of their last place. */
  static final double BIAS = 0x1.8p112;

  static final long BIAS_BITS = Double.doubleToRawLongBits(BIAS);
  static final long HALF = 1L << 51;
  private static final long MASK = -1L >>> 12;

  /** 2^64 divided by the top limb of p. */
  private static final long PER_P = 346_695;

  static final Fp ZERO = new Fp();
  static final Fp ONE =
      new Fp(
          0x17c6a1e7fe76dL, -0x47adc840e4f6dL, 0xda8ecb2079eL, -0x2dda32a725990L, -0x114e0c24c57aL);
  private static final Fp PLAIN_ONE = new Fp(1, 0, 0, 0, 0);

  /** 2^520 and 2^780 modulo p. */
  private static final Fp R_SQUARED =
      new Fp(
          -0x757e2e69914fcL,
          0x6195018016b87L,
          -0x4b076736719ebL,
          -0x6696402ace9ffL,
          0xa8469a30d3bL);

  private static final Fp R_CUBED =
      new Fp(
          0x324783fe3a1a8L,
          -0x68952da93aec2L,
          0x603f972c59c29L,
          -0x780a3ac78dc6dL,
          0x10f16ded8d1aL);

  long a0;
  long a1;
  long a2;
  long a3;
  long a4;

  /** Zero. */
  Fp() {}

  private Fp(long a0, long a1, long a2, long a3, long a4) {
    this.a0 = a0;
    this.a1 = a1;
    this.a2 = a2;
    this.a3 = a3;
    this.a4 = a4;
  }

  /** From a number of any size and sign. */
  static Fp of(BigInteger value) {
    BigInteger x = value.mod(P);
    Fp result = new Fp();
    result.setPlain(
        x.longValue(),
        x.shiftRight(64).longValue(),
        x.shiftRight(128).longValue(),
        x.shiftRight(192).longValue());
    result.product(result, R_SQUARED);
    return result;
  }

  static Fp of(long value) {
    return of(BigInteger.valueOf(value));
  }

  /** Whether the 32 bytes at an offset are a number below p. */
  static boolean isElement(byte[] bytes, int offset) {
    Fp x = new Fp();
    x.setPlain(bytes, offset);
    x.a0 -= P0;
    x.a1 -= P1;
    x.a2 -= P2;
    x.a3 -= P3;
    x.a4 -= P4;
    x.carry();
    return x.a4 < 0;
  }

  /** Reads 32 big-endian bytes, which must be below p. */
  void read(byte[] bytes, int offset) {
    setPlain(bytes, offset);
    product(this, R_SQUARED);
  }

  /** Writes 32 big-endian bytes. */
  void write(byte[] bytes, int offset) {
    Fp plain = new Fp();
    plain.product(this, PLAIN_ONE);
    long[] limbs = plain.canonical();
    for (int i = 0; i < 4; i++) {
      LongBytes.putLong(bytes, offset + 24 - 8 * i, limbs[i]);
    }
  }

  private void setPlain(byte[] bytes, int offset) {
    setPlain(
        LongBytes.getLong(bytes, offset + 24),
        LongBytes.getLong(bytes, offset + 16),
        LongBytes.getLong(bytes, offset + 8),
        LongBytes.getLong(bytes, offset));
  }

  /** From four limbs of 64 bits, the lowest first; not in Montgomery's form. */
  private void setPlain(long a, long b, long c, long d) {
    a0 = a & MASK;
    a1 = (a >>> 52 | b << 12) & MASK;
    a2 = (b >>> 40 | c << 24) & MASK;
    a3 = (c >>> 28 | d << 36) & MASK;
    a4 = d >>> 16;
  }

  /** The only equal number from 0 to p - 1, in four limbs of 64 bits, the lowest first. */
  private long[] canonical() {
    Fp x = new Fp(a0, a1, a2, a3, a4);
    x.tidy();
    x.carry();
    if (x.a4 < 0) {
      x.a0 += P0;
      x.a1 += P1;
      x.a2 += P2;
      x.a3 += P3;
      x.a4 += P4;
      x.carry();
    }
    return new long[] {
      x.a0 | x.a1 << 52,
      x.a1 >>> 12 | x.a2 << 40,
      x.a2 >>> 24 | x.a3 << 28,
      x.a3 >>> 36 | x.a4 << 16
    };
  }

  /** Makes all limbs but the top one 0 to 2^52 - 1. */
  private void carry() {
    a1 += a0 >> 52;
    a0 &= MASK;
    a2 += a1 >> 52;
    a1 &= MASK;
    a3 += a2 >> 52;
    a2 &= MASK;
    a4 += a3 >> 52;
    a3 &= MASK;
  }

  void set(Fp x) {
    a0 = x.a0;
    a1 = x.a1;
    a2 = x.a2;
    a3 = x.a3;
    a4 = x.a4;
  }

  void sum(Fp x, Fp y) {
    a0 = x.a0 + y.a0;
    a1 = x.a1 + y.a1;
    a2 = x.a2 + y.a2;
    a3 = x.a3 + y.a3;
    a4 = x.a4 + y.a4;
  }

  void difference(Fp x, Fp y) {
    a0 = x.a0 - y.a0;
    a1 = x.a1 - y.a1;
    a2 = x.a2 - y.a2;
    a3 = x.a3 - y.a3;
    a4 = x.a4 - y.a4;
  }

  /** x - y - z. */
  void difference(Fp x, Fp y, Fp z) {
    a0 = x.a0 - y.a0 - z.a0;
    a1 = x.a1 - y.a1 - z.a1;
    a2 = x.a2 - y.a2 - z.a2;
    a3 = x.a3 - y.a3 - z.a3;
    a4 = x.a4 - y.a4 - z.a4;
  }

  /** x times a small number. */
  void multiple(Fp x, long factor) {
    a0 = x.a0 * factor;
    a1 = x.a1 * factor;
    a2 = x.a2 * factor;
    a3 = x.a3 * factor;
    a4 = x.a4 * factor;
  }

  /** x plus y times a small number. */
  void sumWithMultiple(Fp x, Fp y, long factor) {
    a0 = x.a0 + y.a0 * factor;
    a1 = x.a1 + y.a1 * factor;
    a2 = x.a2 + y.a2 * factor;
    a3 = x.a3 + y.a3 * factor;
    a4 = x.a4 + y.a4 * factor;
  }

  void negative(Fp x) {
    a0 = -x.a0;
    a1 = -x.a1;
    a2 = -x.a2;
    a3 = -x.a3;
    a4 = -x.a4;
  }

  /** Brings the limbs back to 52 bits and the value between about -p/2 and p/2. */
  void tidy() {
    long multiple = (a4 >> 24) * PER_P + (1L << 39) >> 40;
    long b0 = a0 - multiple * P0;
    long b1 = a1 - multiple * P1;
    long b2 = a2 - multiple * P2;
    long b3 = a3 - multiple * P3;
    a0 = b0 << 12 >> 12;
    a1 = (b1 << 12 >> 12) + (b0 + HALF >> 52);
    a2 = (b2 << 12 >> 12) + (b1 + HALF >> 52);
    a3 = (b3 << 12 >> 12) + (b2 + HALF >> 52);
    a4 = a4 - multiple * P4 + (b3 + HALF >> 52);
  }

  /** The inverse; throws ArithmeticException for zero. */
  void inverse(Fp x) {
    long[] plain = x.canonical();
    if ((plain[0] | plain[1] | plain[2] | plain[3]) == 0) {
      throw new ArithmeticException("zero has no inverse");
    }
    long[] inverse = INVERSES.inverted(plain);
    setPlain(inverse[0], inverse[1], inverse[2], inverse[3]);
    product(this, R_CUBED);
  }

  /** Whether a sum of up to 120 tidy numbers is a multiple of p. */
  boolean isZero() {
    long multiple = a0 * POSITIVE_INVERSE << 12 >> 12;
    if (multiple < -512 || multiple > 512) {
      return false;
    }
    long[] limbs = canonical();
    return (limbs[0] | limbs[1] | limbs[2] | limbs[3]) == 0;
  }

  boolean isEqualTo(Fp other) {
    Fp difference = new Fp();
    difference.difference(this, other);
    return difference.isZero();
  }

  void square(Fp x) {
    product(x, x);
  }

  /** Unrolled, so that limbs and columns are local variables. */
  void product(Fp x, Fp y) {
    long x0 = x.a0;
    long x1 = x.a1;
    long x2 = x.a2;
    long x3 = x.a3;
    long x4 = x.a4;
    double xd0 = x0;
    double xd1 = x1;
    double xd2 = x2;
    double xd3 = x3;
    double xd4 = x4;
    long y0 = y.a0;
    long y1 = y.a1;
    long y2 = y.a2;
    long y3 = y.a3;
    long y4 = y.a4;
    double yd0 = y0;
    double yd1 = y1;
    double yd2 = y2;
    double yd3 = y3;
    double yd4 = y4;
    long l0 = x0 * y0;
    double h0 = BIAS + xd0 * yd0;
    long l1 = x0 * y1 + x1 * y0;
    double h1 = BIAS + xd0 * yd1 + xd1 * yd0;
    long l2 = x0 * y2 + x1 * y1 + x2 * y0;
    double h2 = BIAS + xd0 * yd2 + xd1 * yd1 + xd2 * yd0;
    long l3 = x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0;
    double h3 = BIAS + xd0 * yd3 + xd1 * yd2 + xd2 * yd1 + xd3 * yd0;
    long l4 = x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0;
    double h4 = BIAS + xd0 * yd4 + xd1 * yd3 + xd2 * yd2 + xd3 * yd1 + xd4 * yd0;
    long l5 = x1 * y4 + x2 * y3 + x3 * y2 + x4 * y1;
    double h5 = BIAS + xd1 * yd4 + xd2 * yd3 + xd3 * yd2 + xd4 * yd1;
    long l6 = x2 * y4 + x3 * y3 + x4 * y2;
    double h6 = BIAS + xd2 * yd4 + xd3 * yd3 + xd4 * yd2;
    long l7 = x3 * y4 + x4 * y3;
    double h7 = BIAS + xd3 * yd4 + xd4 * yd3;
    long l8 = x4 * y4;
    double h8 = BIAS + xd4 * yd4;
    long t = l0 << 12 >> 12;
    double d = t;
    // limb 0
    l1 += t * Q0;
    h1 += d * Q0D;
    l2 += t * Q1;
    h2 += d * Q1D;
    l3 += t * Q2;
    h3 += d * Q2D;
    l4 += t * Q3;
    h4 += d * Q3D;
    l5 += t * Q4;
    h5 += d * Q4D;
    long b0 = Double.doubleToRawLongBits(h0) - BIAS_BITS;
    long c0 = (l0 - (b0 << UNIT) - t >> 52) + (b0 << UNIT - 52);
    t = (l1 + c0) << 12 >> 12;
    d = t;
    // limb 1
    l2 += t * Q0;
    h2 += d * Q0D;
    l3 += t * Q1;
    h3 += d * Q1D;
    l4 += t * Q2;
    h4 += d * Q2D;
    l5 += t * Q3;
    h5 += d * Q3D;
    l6 += t * Q4;
    h6 += d * Q4D;
    long b1 = Double.doubleToRawLongBits(h1) - BIAS_BITS;
    long c1 = (l1 - (b1 << UNIT) + c0 - t >> 52) + (b1 << UNIT - 52);
    t = (l2 + c1) << 12 >> 12;
    d = t;
    // limb 2
    l3 += t * Q0;
    h3 += d * Q0D;
    l4 += t * Q1;
    h4 += d * Q1D;
    l5 += t * Q2;
    h5 += d * Q2D;
    l6 += t * Q3;
    h6 += d * Q3D;
    l7 += t * Q4;
    h7 += d * Q4D;
    long b2 = Double.doubleToRawLongBits(h2) - BIAS_BITS;
    long c2 = (l2 - (b2 << UNIT) + c1 - t >> 52) + (b2 << UNIT - 52);
    t = (l3 + c2) << 12 >> 12;
    d = t;
    // limb 3
    l4 += t * Q0;
    h4 += d * Q0D;
    l5 += t * Q1;
    h5 += d * Q1D;
    l6 += t * Q2;
    h6 += d * Q2D;
    l7 += t * Q3;
    h7 += d * Q3D;
    l8 += t * Q4;
    h8 += d * Q4D;
    long b3 = Double.doubleToRawLongBits(h3) - BIAS_BITS;
    long c3 = (l3 - (b3 << UNIT) + c2 - t >> 52) + (b3 << UNIT - 52);
    t = (l4 + c3) * INVERSE << 12 >> 12;
    d = t;
    // limb 4
    l4 += t * P0;
    h4 += d * P0D;
    l5 += t * P1;
    h5 += d * P1D;
    l6 += t * P2;
    h6 += d * P2D;
    l7 += t * P3;
    h7 += d * P3D;
    l8 += t * P4;
    h8 += d * P4D;
    long b4 = Double.doubleToRawLongBits(h4) - BIAS_BITS;
    long c4 = (l4 - (b4 << UNIT) + c3 >> 52) + (b4 << UNIT - 52);
    long b5 = Double.doubleToRawLongBits(h5) - BIAS_BITS;
    long lo0 = l5 - (b5 << UNIT) + c4;
    long b6 = Double.doubleToRawLongBits(h6) - BIAS_BITS;
    long lo1 = l6 - (b6 << UNIT) + (b5 << UNIT - 52);
    long b7 = Double.doubleToRawLongBits(h7) - BIAS_BITS;
    long lo2 = l7 - (b7 << UNIT) + (b6 << UNIT - 52);
    long b8 = Double.doubleToRawLongBits(h8) - BIAS_BITS;
    long lo3 = l8 - (b8 << UNIT) + (b7 << UNIT - 52);
    a0 = lo0 << 12 >> 12;
    a1 = (lo1 << 12 >> 12) + (lo0 + HALF >> 52);
    a2 = (lo2 << 12 >> 12) + (lo1 + HALF >> 52);
    a3 = (lo3 << 12 >> 12) + (lo2 + HALF >> 52);
    a4 = (b8 << UNIT - 52) + (lo3 + HALF >> 52);
  }
}
