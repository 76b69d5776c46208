package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;

/**
 * The field of secp256r1. Its prime is -1 modulo 2^64, so that the multiple of it that makes the
 * lowest limb zero is that limb, and two of its other limbs take shifts in place of products.
 */
public final class P256Field extends PrimeField {
  private static final long SECOND = 0xffffffffL;
  private static final long TOP = 0xffffffff00000001L;

  public P256Field() {
    super(new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16));
  }

  @Override
  public long[] times(long[] a, long[] b) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    long t4 = 0;
    for (int i = 0; i < 4; i++) {
      long factor = b[i];
      // s = t + a · factor; m is its lowest limb
      long low = a0 * factor;
      long c = Math.unsignedMultiplyHigh(a0, factor);
      long m = low + t0;
      c += isBelow(m, low);
      low = a1 * factor + t1;
      long high = Math.unsignedMultiplyHigh(a1, factor) + isBelow(low, t1);
      long s1 = low + c;
      c = high + isBelow(s1, c);
      low = a2 * factor + t2;
      high = Math.unsignedMultiplyHigh(a2, factor) + isBelow(low, t2);
      long s2 = low + c;
      c = high + isBelow(s2, c);
      low = a3 * factor + t3;
      high = Math.unsignedMultiplyHigh(a3, factor) + isBelow(low, t3);
      long s3 = low + c;
      c = high + isBelow(s3, c);
      long s4 = t4 + c;
      long above = isBelow(s4, c);
      // t = (s + m · p) / 2^64
      long x = m << 32;
      t0 = s1 + x;
      x = (m >>> 32) + isBelow(t0, x);
      t1 = s2 + x;
      c = isBelow(t1, x);
      low = m * TOP + c;
      high = Math.unsignedMultiplyHigh(m, TOP) + isBelow(low, c);
      t2 = s3 + low;
      high += isBelow(t2, low);
      t3 = s4 + high;
      t4 = above + isBelow(t3, high);
    }
    return reduced(t0, t1, t2, t3, t4);
  }

  private static long isBelow(long x, long y) {
    return Long.compareUnsigned(x, y) < 0 ? 1 : 0;
  }

  /** The number or p less, chosen without a branch. */
  private static long[] reduced(long t0, long t1, long t2, long t3, long above) {
    long u0 = t0 + 1;
    long w = borrow(t0, -1, u0);
    long u1 = t1 - SECOND - w;
    w = borrow(t1, SECOND, u1);
    long u2 = t2 - w;
    w = borrow(t2, 0, u2);
    long u3 = t3 - TOP - w;
    w = borrow(t3, TOP, u3);
    // all ones if the number is below p
    long keep = above - w >> 63;
    return new long[] {
      u0 ^ (u0 ^ t0) & keep, u1 ^ (u1 ^ t1) & keep, u2 ^ (u2 ^ t2) & keep, u3 ^ (u3 ^ t3) & keep
    };
  }
}
