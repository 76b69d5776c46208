package org.cairn.protocol.precompile;

import java.math.BigInteger;

/**
 * Powers modulo numbers of at most 64 bits, an odd one times 2^k: modulo the odd factor by
 * Montgomery's products, modulo 2^64 by plain ones beside them, and at the end both joined.
 */
final class OneWordPower {
  private final long odd;

  /** 1 / odd modulo 2^64. */
  private final long inverse;

  private OneWordPower(long odd) {
    this.odd = odd;
    this.inverse = inverse(odd);
  }

  /** 1 / odd modulo 2^64 by Newton's iteration, which doubles the bits that are right. */
  static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < 64; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  /** base^exponent mod modulus; nothing is negative and the modulus is above zero. */
  static BigInteger of(BigInteger base, BigInteger exponent, BigInteger modulus) {
    long m = modulus.longValue();
    long b = base.bitLength() > 64 ? base.mod(modulus).longValue() : base.longValue();
    int k = Long.numberOfTrailingZeros(m);
    long power = new OneWordPower(m >>> k).power(b, exponent.toByteArray(), (1L << k) - 1);
    return new BigInteger(Long.toUnsignedString(power));
  }

  private long power(long base, byte[] exponent, long mask) {
    // 2^64 modulo the odd factor is one in Montgomery's form, and 2^128 brings numbers into it
    long one = Long.remainderUnsigned(-odd, odd);
    long square = Long.compareUnsigned(one, odd - one) >= 0 ? one - (odd - one) : one + one;
    for (int i = 0; i < 6; i++) {
      square = product(square, square);
    }
    long[] powers = new long[16];
    long[] plainPowers = new long[16];
    powers[0] = one;
    plainPowers[0] = 1;
    powers[1] = product(Long.remainderUnsigned(base, odd), square);
    plainPowers[1] = base;
    for (int i = 2; i < 16; i++) {
      powers[i] = product(powers[i - 1], powers[1]);
      plainPowers[i] = plainPowers[i - 1] * base;
    }
    long x = one;
    long plain = 1;
    for (int i = 0; i < 2 * exponent.length; i++) {
      int digit = exponent[i >> 1] >> 4 - 4 * (i & 1) & 15;
      x = product(x, x);
      x = product(x, x);
      x = product(x, x);
      x = product(x, x);
      plain *= plain;
      plain *= plain;
      plain *= plain;
      plain *= plain;
      if (digit != 0) {
        x = product(x, powers[digit]);
        plain *= plainPowers[digit];
      }
    }
    x = product(x, 1);
    return x + odd * ((plain - x) * inverse & mask);
  }

  /** x · y / 2^64 modulo the odd factor, below which x or y is. */
  private long product(long x, long y) {
    long high = Math.unsignedMultiplyHigh(x, y);
    // the multiple of the odd factor with the same lower half
    long multiple = Math.unsignedMultiplyHigh(x * y * inverse, odd);
    long difference = high - multiple;
    return Long.compareUnsigned(high, multiple) < 0 ? difference + odd : difference;
  }
}
