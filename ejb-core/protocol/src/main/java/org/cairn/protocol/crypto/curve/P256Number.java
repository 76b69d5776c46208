package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;
import org.cairn.protocol.uint.U256;

/**
 * A number modulo p, the prime of secp256r1, that changes in place. It is kept times 2^260 modulo p
 * (P. L. Montgomery, "Modular multiplication without trial division", 1985) in five limbs of 52
 * bits, the lowest first, which sums and differences let grow and become negative: carries are
 * settled by products and by {@link #reduce} alone.
 *
 * <p>Limits: limbs of factors lie within 2^55, eight times their usual size. A product of x and y
 * lies between xy / 16p and that plus p, with limbs within 2^52. Nothing here checks them.
 */
public final class P256Number {
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final ModularInverse INVERSES = new ModularInverse(P);
  private static final P256Number ONE = plain(BigInteger.ONE);
  private static final P256Number SQUARE_OF_R = plain(BigInteger.ONE.shiftLeft(520).mod(P));
  private static final P256Number CUBE_OF_R = plain(BigInteger.ONE.shiftLeft(780).mod(P));
  private static final P256Number ONE_IN_FORM = of(U256.ONE);
  private static final long MASK = -1L >>> 12;

  /** The highest limb of p = -1 + 2^96 + 2^192 + 2^208 times this. */
  private static final long TOP = 0xffffffff0000L;

  private long a;
  private long b;
  private long c;
  private long d;
  private long e;

  /** Zero. */
  public P256Number() {}

  /** From a number below 2^256. */
  public static P256Number of(U256 value) {
    P256Number number = plain(value);
    number.setProduct(number, SQUARE_OF_R);
    return number;
  }

  private static P256Number plain(BigInteger value) {
    return plain(U256.of(value));
  }

  private static P256Number plain(U256 value) {
    P256Number number = new P256Number();
    long second = value.word(2);
    long third = value.word(1);
    number.a = value.word(3) & MASK;
    number.b = (value.word(3) >>> 52 | second << 12) & MASK;
    number.c = (second >>> 40 | third << 24) & MASK;
    number.d = (third >>> 28 | value.word(0) << 36) & MASK;
    number.e = value.word(0) >>> 16;
    return number;
  }

  /** 0..p-1. */
  public U256 value() {
    P256Number plain = new P256Number();
    plain.setProduct(this, ONE);
    return U256.of(plain.toBigInteger().mod(P));
  }

  /** The limbs as they are. */
  private BigInteger toBigInteger() {
    BigInteger sum = BigInteger.ZERO;
    for (long limb : new long[] {e, d, c, b, a}) {
      sum = sum.shiftLeft(52).add(BigInteger.valueOf(limb));
    }
    return sum;
  }

  /** Whether it is a multiple of p, of at most 64 of them. */
  public boolean isZero() {
    // p is -1 modulo 2^52
    return (a + 64 & MASK) <= 128 && toBigInteger().mod(P).signum() == 0;
  }

  public void set(P256Number x) {
    a = x.a;
    b = x.b;
    c = x.c;
    d = x.d;
    e = x.e;
  }

  public void setOne() {
    set(ONE_IN_FORM);
  }

  public void setSum(P256Number x, P256Number y) {
    a = x.a + y.a;
    b = x.b + y.b;
    c = x.c + y.c;
    d = x.d + y.d;
    e = x.e + y.e;
  }

  public void setDifference(P256Number x, P256Number y) {
    a = x.a - y.a;
    b = x.b - y.b;
    c = x.c - y.c;
    d = x.d - y.d;
    e = x.e - y.e;
  }

  public void negate() {
    a = -a;
    b = -b;
    c = -c;
    d = -d;
    e = -e;
  }

  /** factor · x - y. */
  public void setMultipleMinus(long factor, P256Number x, P256Number y) {
    a = factor * x.a - y.a;
    b = factor * x.b - y.b;
    c = factor * x.c - y.c;
    d = factor * x.d - y.d;
    e = factor * x.e - y.e;
  }

  /** Minus factor · x. */
  public void subtract(long factor, P256Number x) {
    a -= factor * x.a;
    b -= factor * x.b;
    c -= factor * x.c;
    d -= factor * x.d;
    e -= factor * x.e;
  }

  public void triple() {
    a *= 3;
    b *= 3;
    c *= 3;
    d *= 3;
    e *= 3;
  }

  /**
   * Brings a number within 64 p to between 0 and p, give or take a 2^24th of it, and its limbs to
   * 52 bits and a 2^3rd of their range more.
   */
  public void reduce() {
    long top = e + (d >> 52);
    long q = top >> 48;
    // minus q · p
    e = top - (q << 48) + (q << 16);
    d = (d & MASK) + (c >> 52) - (q << 36);
    c = (c & MASK) + (b >> 52);
    b = (b & MASK) + (a >> 52) - (q << 44);
    a = (a & MASK) + q;
  }

  /** Zero for zero. */
  public void invert() {
    U256 number = U256.of(toBigInteger().mod(P));
    long[] inverse =
        INVERSES.inverted(
            new long[] {number.word(3), number.word(2), number.word(1), number.word(0)});
    P256Number plain = plain(U256.of(inverse[3], inverse[2], inverse[1], inverse[0]));
    setProduct(plain, CUBE_OF_R);
  }

  /** x · y. */
  public void setProduct(P256Number x, P256Number y) {
    long a1 = x.a;
    long b1 = x.b;
    long c1 = x.c;
    long d1 = x.d;
    long e1 = x.e;
    long a2 = y.a;
    long b2 = y.b;
    long c2 = y.c;
    long d2 = y.d;
    long e2 = y.e;
    long a8 = a2 << 8;
    long b8 = b2 << 8;
    long c8 = c2 << 8;
    long d8 = d2 << 8;
    long e8 = e2 << 8;
    long h0 = Math.multiplyHigh(a1, a8);
    long sum = a1 * a2 - (h0 << 56);
    long m0 = sum & MASK;
    long h1 = Math.multiplyHigh(a1, b8) + Math.multiplyHigh(b1, a8) + (m0 >>> 12);
    sum = a1 * b2 + b1 * a2 + (m0 << 44) - (h1 << 56) + (h0 << 4) + (sum >> 52);
    long m1 = sum & MASK;
    h0 =
        Math.multiplyHigh(a1, c8)
            + Math.multiplyHigh(b1, b8)
            + Math.multiplyHigh(c1, a8)
            + (m1 >>> 12);
    sum = a1 * c2 + b1 * b2 + c1 * a2 + (m1 << 44) - (h0 << 56) + (h1 << 4) + (sum >> 52);
    long m2 = sum & MASK;
    h1 =
        Math.multiplyHigh(a1, d8)
            + Math.multiplyHigh(b1, c8)
            + Math.multiplyHigh(c1, b8)
            + Math.multiplyHigh(d1, a8)
            + (m2 >>> 12)
            + (m0 >>> 20);
    sum =
        a1 * d2
            + b1 * c2
            + c1 * b2
            + d1 * a2
            + (m2 << 44)
            + (m0 << 36)
            - (h1 << 56)
            + (h0 << 4)
            + (sum >> 52);
    long m3 = sum & MASK;
    h0 =
        Math.multiplyHigh(a1, e8)
            + Math.multiplyHigh(b1, d8)
            + Math.multiplyHigh(c1, c8)
            + Math.multiplyHigh(d1, b8)
            + Math.multiplyHigh(e1, a8)
            + (m3 >>> 12)
            + (m1 >>> 20)
            + Math.multiplyHigh(m0, TOP << 8);
    sum =
        a1 * e2
            + b1 * d2
            + c1 * c2
            + d1 * b2
            + e1 * a2
            + (m3 << 44)
            + (m1 << 36)
            + m0 * TOP
            - (h0 << 56)
            + (h1 << 4)
            + (sum >> 52);
    long m4 = sum & MASK;
    h1 =
        Math.multiplyHigh(b1, e8)
            + Math.multiplyHigh(c1, d8)
            + Math.multiplyHigh(d1, c8)
            + Math.multiplyHigh(e1, b8)
            + (m4 >>> 12)
            + (m2 >>> 20)
            + Math.multiplyHigh(m1, TOP << 8);
    sum =
        b1 * e2
            + c1 * d2
            + d1 * c2
            + e1 * b2
            + (m4 << 44)
            + (m2 << 36)
            + m1 * TOP
            - (h1 << 56)
            + (h0 << 4)
            + (sum >> 52);
    a = sum & MASK;
    h0 =
        Math.multiplyHigh(c1, e8)
            + Math.multiplyHigh(d1, d8)
            + Math.multiplyHigh(e1, c8)
            + (m3 >>> 20)
            + Math.multiplyHigh(m2, TOP << 8);
    sum =
        c1 * e2 + d1 * d2 + e1 * c2 + (m3 << 36) + m2 * TOP - (h0 << 56) + (h1 << 4) + (sum >> 52);
    b = sum & MASK;
    h1 =
        Math.multiplyHigh(d1, e8)
            + Math.multiplyHigh(e1, d8)
            + (m4 >>> 20)
            + Math.multiplyHigh(m3, TOP << 8);
    sum = d1 * e2 + e1 * d2 + (m4 << 36) + m3 * TOP - (h1 << 56) + (h0 << 4) + (sum >> 52);
    c = sum & MASK;
    h0 = Math.multiplyHigh(e1, e8) + Math.multiplyHigh(m4, TOP << 8);
    sum = e1 * e2 + m4 * TOP - (h0 << 56) + (h1 << 4) + (sum >> 52);
    d = sum & MASK;
    e = (h0 << 4) + (sum >> 52);
  }

  public void setSquare(P256Number x) {
    long a = x.a;
    long b = x.b;
    long c = x.c;
    long d = x.d;
    long e = x.e;
    long a2 = a << 1;
    long b2 = b << 1;
    long c2 = c << 1;
    long d2 = d << 1;
    long a8 = a << 8;
    long b8 = b << 8;
    long c8 = c << 8;
    long d8 = d << 8;
    long e8 = e << 8;
    long h0 = Math.multiplyHigh(a, a8);
    long sum = a * a - (h0 << 56);
    long m0 = sum & MASK;
    long h1 = Math.multiplyHigh(a2, b8) + (m0 >>> 12);
    sum = a2 * b + (m0 << 44) - (h1 << 56) + (h0 << 4) + (sum >> 52);
    long m1 = sum & MASK;
    h0 = Math.multiplyHigh(a2, c8) + Math.multiplyHigh(b, b8) + (m1 >>> 12);
    sum = a2 * c + b * b + (m1 << 44) - (h0 << 56) + (h1 << 4) + (sum >> 52);
    long m2 = sum & MASK;
    h1 = Math.multiplyHigh(a2, d8) + Math.multiplyHigh(b2, c8) + (m2 >>> 12) + (m0 >>> 20);
    sum = a2 * d + b2 * c + (m2 << 44) + (m0 << 36) - (h1 << 56) + (h0 << 4) + (sum >> 52);
    long m3 = sum & MASK;
    h0 =
        Math.multiplyHigh(a2, e8)
            + Math.multiplyHigh(b2, d8)
            + Math.multiplyHigh(c, c8)
            + (m3 >>> 12)
            + (m1 >>> 20)
            + Math.multiplyHigh(m0, TOP << 8);
    sum =
        a2 * e
            + b2 * d
            + c * c
            + (m3 << 44)
            + (m1 << 36)
            + m0 * TOP
            - (h0 << 56)
            + (h1 << 4)
            + (sum >> 52);
    long m4 = sum & MASK;
    h1 =
        Math.multiplyHigh(b2, e8)
            + Math.multiplyHigh(c2, d8)
            + (m4 >>> 12)
            + (m2 >>> 20)
            + Math.multiplyHigh(m1, TOP << 8);
    sum =
        b2 * e + c2 * d + (m4 << 44) + (m2 << 36) + m1 * TOP - (h1 << 56) + (h0 << 4) + (sum >> 52);
    this.a = sum & MASK;
    h0 =
        Math.multiplyHigh(c2, e8)
            + Math.multiplyHigh(d, d8)
            + (m3 >>> 20)
            + Math.multiplyHigh(m2, TOP << 8);
    sum = c2 * e + d * d + (m3 << 36) + m2 * TOP - (h0 << 56) + (h1 << 4) + (sum >> 52);
    this.b = sum & MASK;
    h1 = Math.multiplyHigh(d2, e8) + (m4 >>> 20) + Math.multiplyHigh(m3, TOP << 8);
    sum = d2 * e + (m4 << 36) + m3 * TOP - (h1 << 56) + (h0 << 4) + (sum >> 52);
    this.c = sum & MASK;
    h0 = Math.multiplyHigh(e, e8) + Math.multiplyHigh(m4, TOP << 8);
    sum = e * e + m4 * TOP - (h0 << 56) + (h1 << 4) + (sum >> 52);
    this.d = sum & MASK;
    this.e = (h0 << 4) + (sum >> 52);
  }
}
