package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers modulo an odd prime p, as limbs with the least significant first, times 2^(64 limbs)
 * modulo p (P. L. Montgomery, "Modular multiplication without trial division", 1985).
 */
public final class PrimeField implements Field<long[]> {
  private final BigInteger modulus;
  private final long[] p;
  private final int limbs;

  /** -1/p modulo 2^64. */
  private final long inverse;

  private final @Nullable ModularInverse inverses;
  private final long[] zero;
  private final long[] one;
  private final long[] squareOfR;

  public PrimeField(BigInteger modulus) {
    this.modulus = modulus;
    this.limbs = (modulus.bitLength() + 63) / 64;
    this.p = split(modulus);
    BigInteger word = BigInteger.ONE.shiftLeft(64);
    this.inverse = modulus.modInverse(word).negate().longValue();
    BigInteger r = BigInteger.ONE.shiftLeft(64 * limbs);
    this.inverses = limbs == 4 ? new ModularInverse(modulus) : null;
    this.zero = new long[limbs];
    this.one = split(r.mod(modulus));
    this.squareOfR = split(r.multiply(r).mod(modulus));
  }

  private long[] split(BigInteger value) {
    long[] words = new long[limbs];
    for (int i = 0; i < limbs; i++) {
      words[i] = value.shiftRight(64 * i).longValue();
    }
    return words;
  }

  public BigInteger modulus() {
    return modulus;
  }

  /** From a number of any size and sign. */
  public long[] of(BigInteger value) {
    return times(split(value.mod(modulus)), squareOfR);
  }

  public long[] of(long value) {
    return of(BigInteger.valueOf(value));
  }

  /** 0..p-1. */
  public BigInteger number(long[] a) {
    long[] plain = plain(a);
    byte[] bytes = new byte[8 * limbs];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = (byte) (plain[i / 8] >>> 8 * (i % 8));
    }
    return new BigInteger(1, bytes);
  }

  private long[] plain(long[] a) {
    long[] unit = new long[limbs];
    unit[0] = 1;
    return times(a, unit);
  }

  @Override
  public long[] zero() {
    return zero;
  }

  @Override
  public long[] one() {
    return one;
  }

  static long carry(long x, long y, long sum) {
    return ((x & y) | ((x | y) & ~sum)) >>> 63;
  }

  static long borrow(long x, long y, long difference) {
    return ((~x & y) | ((~x | y) & difference)) >>> 63;
  }

  /** The number itself or p less; {@code above} is its limb beyond the last. */
  private long[] reduced(long[] t, long above) {
    long[] less = new long[limbs];
    long w = 0;
    for (int i = 0; i < limbs; i++) {
      less[i] = t[i] - p[i] - w;
      w = borrow(t[i], p[i], less[i]);
    }
    return above - w < 0 ? (t.length == limbs ? t : Arrays.copyOf(t, limbs)) : less;
  }

  @Override
  public long[] plus(long[] a, long[] b) {
    long[] sum = new long[limbs];
    long w = 0;
    for (int i = 0; i < limbs; i++) {
      sum[i] = a[i] + b[i] + w;
      w = carry(a[i], b[i], sum[i]);
    }
    return reduced(sum, w);
  }

  @Override
  public long[] minus(long[] a, long[] b) {
    long[] difference = new long[limbs];
    long w = 0;
    for (int i = 0; i < limbs; i++) {
      difference[i] = a[i] - b[i] - w;
      w = borrow(a[i], b[i], difference[i]);
    }
    if (w != 0) {
      w = 0;
      for (int i = 0; i < limbs; i++) {
        long x = difference[i];
        difference[i] = x + p[i] + w;
        w = carry(x, p[i], difference[i]);
      }
    }
    return difference;
  }

  @Override
  public long[] negated(long[] a) {
    return minus(zero, a);
  }

  @Override
  public long[] times(long[] a, long[] b) {
    long[] t = new long[limbs + 1];
    long above = 0;
    for (int i = 0; i < limbs; i++) {
      long x = addProduct(t, a, b[i]);
      long top = t[limbs] + x;
      above = carry(t[limbs], x, top);
      t[limbs] = top;
      shiftOut(t, above);
    }
    return reduced(t, t[limbs]);
  }

  /** t += a · factor; returns what goes into the last limb. */
  private long addProduct(long[] t, long[] a, long factor) {
    long w = 0;
    for (int j = 0; j < limbs; j++) {
      long low = a[j] * factor;
      long high = Math.unsignedMultiplyHigh(a[j], factor);
      long sum = low + w;
      high += carry(low, w, sum);
      long total = t[j] + sum;
      w = high + carry(t[j], sum, total);
      t[j] = total;
    }
    return w;
  }

  /** Makes the lowest limb zero by adding a multiple of p, and drops it. */
  private void shiftOut(long[] t, long above) {
    long m = t[0] * inverse;
    long w = Math.unsignedMultiplyHigh(m, p[0]) + (t[0] != 0 ? 1 : 0);
    for (int j = 1; j < limbs; j++) {
      long low = m * p[j];
      long high = Math.unsignedMultiplyHigh(m, p[j]);
      long sum = low + w;
      high += carry(low, w, sum);
      long total = t[j] + sum;
      w = high + carry(t[j], sum, total);
      t[j - 1] = total;
    }
    long total = t[limbs] + w;
    t[limbs - 1] = total;
    t[limbs] = above + carry(t[limbs], w, total);
  }

  @Override
  public long[] inverted(long[] a) {
    if (inverses != null) {
      return times(times(inverses.inverted(a), squareOfR), squareOfR);
    }
    return isZero(a) ? zero : of(number(a).modInverse(modulus));
  }

  @Override
  public boolean isZero(long[] a) {
    long all = 0;
    for (long limb : a) {
      all |= limb;
    }
    return all == 0;
  }

  @Override
  public boolean areEqual(long[] a, long[] b) {
    return Arrays.equals(a, b);
  }

  public long[] power(long[] a, BigInteger exponent) {
    long[] result = one;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      result = times(result, result);
      if (exponent.testBit(i)) {
        result = times(result, a);
      }
    }
    return result;
  }

  /** Only where p = 3 (modulo 4). */
  @Override
  public long @Nullable [] root(long[] a) {
    long[] root = power(a, modulus.add(BigInteger.ONE).shiftRight(2));
    return Arrays.equals(times(root, root), a) ? root : null;
  }

  @Override
  public boolean isOdd(long[] a) {
    return (plain(a)[0] & 1) != 0;
  }
}
