package org.cairn.protocol.precompile;

import java.math.BigInteger;

/**
 * Powers modulo numbers of at most 128 bits, an odd one times 2^k: modulo the odd factor by
 * Montgomery's products, modulo 2^128 by plain ones beside them, and at the end both joined.
 */
final class TwoWordPower {
  private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(128);

  private final BigInteger odd;
  private final long oddLow;
  private final long oddHigh;

  /** 1 / odd modulo 2^128. */
  private final BigInteger inverse;

  private final long inverseLow;
  private final long inverseHigh;

  /** What was multiplied so far, in Montgomery's form, and modulo 2^128. */
  private long low;

  private long high;
  private long plainLow;
  private long plainHigh;

  private TwoWordPower(BigInteger odd) {
    this.odd = odd;
    oddLow = odd.longValue();
    oddHigh = high(odd);
    long word = OneWordPower.inverse(oddLow);
    BigInteger half = BigInteger.valueOf(word);
    inverse = half.multiply(BigInteger.TWO.subtract(odd.multiply(half))).mod(RANGE);
    inverseLow = inverse.longValue();
    inverseHigh = high(inverse);
  }

  private static long high(BigInteger number) {
    return number.shiftRight(64).longValue();
  }

  private static BigInteger number(long high, long low) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> 56 - 8 * i);
      bytes[8 + i] = (byte) (low >>> 56 - 8 * i);
    }
    return new BigInteger(1, bytes);
  }

  /** base^exponent mod modulus; nothing is negative and the modulus is above zero. */
  static BigInteger of(BigInteger base, BigInteger exponent, BigInteger modulus) {
    int k = modulus.getLowestSetBit();
    return new TwoWordPower(modulus.shiftRight(k)).power(base, exponent.toByteArray(), k);
  }

  private BigInteger power(BigInteger base, byte[] exponent, int k) {
    BigInteger one = RANGE.mod(odd);
    BigInteger form = base.shiftLeft(128).mod(odd);
    // of each power the two words in Montgomery's form, and the two plain ones
    long[] powers = new long[64];
    set(one.longValue(), high(one), 1, 0);
    store(powers, 0);
    set(form.longValue(), high(form), base.longValue(), high(base));
    for (int i = 1; i < 16; i++) {
      store(powers, i);
      multiply(powers, 1);
    }
    set(one.longValue(), high(one), 1, 0);
    for (int i = 0; i < 2 * exponent.length; i++) {
      int digit = exponent[i >> 1] >> 4 - 4 * (i & 1) & 15;
      for (int j = 0; j < 4; j++) {
        multiply(low, high, plainLow, plainHigh);
      }
      if (digit != 0) {
        multiply(powers, digit);
      }
    }
    multiply(1, 0, 1, 0);
    BigInteger x = number(high, low);
    BigInteger mask = BigInteger.ONE.shiftLeft(k).subtract(BigInteger.ONE);
    BigInteger more = number(plainHigh, plainLow).subtract(x).multiply(inverse).and(mask);
    return x.add(odd.multiply(more));
  }

  private void set(long newLow, long newHigh, long newPlainLow, long newPlainHigh) {
    low = newLow;
    high = newHigh;
    plainLow = newPlainLow;
    plainHigh = newPlainHigh;
  }

  private void store(long[] powers, int i) {
    powers[4 * i] = low;
    powers[4 * i + 1] = high;
    powers[4 * i + 2] = plainLow;
    powers[4 * i + 3] = plainHigh;
  }

  private void multiply(long[] powers, int i) {
    multiply(powers[4 * i], powers[4 * i + 1], powers[4 * i + 2], powers[4 * i + 3]);
  }

  private void multiply(long y0, long y1, long plainY0, long plainY1) {
    plainHigh =
        Math.unsignedMultiplyHigh(plainLow, plainY0) + plainLow * plainY1 + plainHigh * plainY0;
    plainLow *= plainY0;
    // t = x · y
    long x0 = low;
    long x1 = high;
    long t0 = x0 * y0;
    long a = x0 * y1;
    long b = x1 * y0;
    long aHigh = Math.unsignedMultiplyHigh(x0, y1);
    long bHigh = Math.unsignedMultiplyHigh(x1, y0);
    long t1 = Math.unsignedMultiplyHigh(x0, y0) + a;
    long carry = below(t1, a);
    t1 += b;
    carry += below(t1, b);
    long t2 = x1 * y1 + carry;
    long t3 = Math.unsignedMultiplyHigh(x1, y1) + below(t2, carry);
    t2 += aHigh;
    t3 += below(t2, aHigh);
    t2 += bHigh;
    t3 += below(t2, bHigh);
    // q = t / odd modulo 2^128
    long q0 = t0 * inverseLow;
    long q1 = Math.unsignedMultiplyHigh(t0, inverseLow) + t0 * inverseHigh + t1 * inverseLow;
    // u, the upper half of q · odd, whose lower half is that of t
    a = q0 * oddHigh;
    b = q1 * oddLow;
    aHigh = Math.unsignedMultiplyHigh(q0, oddHigh);
    bHigh = Math.unsignedMultiplyHigh(q1, oddLow);
    long u1 = Math.unsignedMultiplyHigh(q0, oddLow) + a;
    carry = below(u1, a) + below(t1, b);
    long u2 = q1 * oddHigh + carry;
    long u3 = Math.unsignedMultiplyHigh(q1, oddHigh) + below(u2, carry);
    u2 += aHigh;
    u3 += below(u2, aHigh);
    u2 += bHigh;
    u3 += below(u2, bHigh);
    // t - u, and odd more where that is negative
    long borrow = below(t2, u2);
    boolean isNegative = Long.compareUnsigned(t3, u3) < 0 || t3 == u3 && borrow != 0;
    long more = isNegative ? -1 : 0;
    long difference = t2 - u2;
    low = difference + (oddLow & more);
    high = t3 - u3 - borrow + (oddHigh & more) + below(low, difference);
  }

  private static long below(long x, long y) {
    return Long.compareUnsigned(x, y) < 0 ? 1 : 0;
  }
}
