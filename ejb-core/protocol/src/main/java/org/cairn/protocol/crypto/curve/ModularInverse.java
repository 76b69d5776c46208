package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;

/**
 * Inverses modulo an odd number below 2^256 by division steps, 62 at once (D. J. Bernstein and
 * B.-Y. Yang, "Fast constant-time gcd computation and modular inversion", 2019; here in variable
 * time). A number has five limbs of 62 bits, the last one with the sign. Thread-safe.
 */
public final class ModularInverse {
  private static final int LIMBS = 5;
  private static final long MASK = -1L >>> 2;

  private final long[] modulus;

  /** 1/modulus modulo 2^62. */
  private final long inverse;

  public ModularInverse(BigInteger modulus) {
    this.modulus = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      this.modulus[i] = modulus.shiftRight(62 * i).longValue() & MASK;
    }
    this.inverse = modulus.modInverse(BigInteger.ONE.shiftLeft(62)).longValue();
  }

  /** Two rows of a matrix, by which so many division steps multiply f and g. */
  private static final class Steps {
    long u;
    long v;
    long q;
    long r;
    long eta = -1;

    /** The matrix for 62 steps from the lowest bits of f and g. */
    void go(long lowF, long lowG) {
      long f = lowF;
      long g = lowG;
      u = r = 1;
      v = q = 0;
      int left = 62;
      while (true) {
        int zeros = Long.numberOfTrailingZeros(g | -1L << left);
        g >>>= zeros;
        u <<= zeros;
        v <<= zeros;
        eta -= zeros;
        left -= zeros;
        if (left == 0) {
          return;
        }
        if (eta < 0) {
          eta = -eta;
          long swapped = f;
          f = g;
          g = -swapped;
          swapped = u;
          u = q;
          q = -swapped;
          swapped = v;
          v = r;
          r = -swapped;
        }
        // as many of the lowest bits of g as the steps to the next exchange may clear, at most 4
        long mask = -1L >>> 64 - (int) Math.min(left, eta + 1) & 15;
        long w = f + ((f + 1 & 4) << 1);
        w = -w * g & mask;
        g += f * w;
        q += u * w;
        r += v * w;
      }
    }
  }

  /** Of a number of four limbs of 64 bits, the lowest first; zero for zero. */
  public long[] inverted(long[] x) {
    long[] f = modulus.clone();
    long[] g = {
      x[0] & MASK,
      (x[0] >>> 62 | x[1] << 2) & MASK,
      (x[1] >>> 60 | x[2] << 4) & MASK,
      (x[2] >>> 58 | x[3] << 6) & MASK,
      x[3] >>> 56
    };
    long[] d = new long[LIMBS];
    long[] e = {1, 0, 0, 0, 0};
    Steps steps = new Steps();
    while ((g[0] | g[1] | g[2] | g[3] | g[4]) != 0) {
      steps.go(f[0], g[0]);
      updateInverses(d, e, steps);
      update(f, g, steps);
    }
    return joined(d, f[LIMBS - 1] < 0);
  }

  private static long carry(long x, long sum) {
    return Long.compareUnsigned(sum, x) < 0 ? 1 : 0;
  }

  /** (f, g) = matrix · (f, g) / 2^62, which leaves no rest. */
  private static void update(long[] f, long[] g, Steps t) {
    long lowF = 0;
    long highF = 0;
    long lowG = 0;
    long highG = 0;
    for (int i = 0; i < LIMBS; i++) {
      long a = f[i];
      long b = g[i];
      long product = t.u * a;
      lowF += product;
      highF += Math.multiplyHigh(t.u, a) + carry(product, lowF);
      product = t.v * b;
      lowF += product;
      highF += Math.multiplyHigh(t.v, b) + carry(product, lowF);
      product = t.q * a;
      lowG += product;
      highG += Math.multiplyHigh(t.q, a) + carry(product, lowG);
      product = t.r * b;
      lowG += product;
      highG += Math.multiplyHigh(t.r, b) + carry(product, lowG);
      if (i > 0) {
        f[i - 1] = lowF & MASK;
        g[i - 1] = lowG & MASK;
      }
      lowF = lowF >>> 62 | highF << 2;
      highF >>= 62;
      lowG = lowG >>> 62 | highG << 2;
      highG >>= 62;
    }
    f[LIMBS - 1] = lowF;
    g[LIMBS - 1] = lowG;
  }

  /** Likewise (d, e), plus that multiple of the modulus which leaves no rest. */
  private void updateInverses(long[] d, long[] e, Steps t) {
    long signD = d[LIMBS - 1] >> 63;
    long signE = e[LIMBS - 1] >> 63;
    long ofD = (t.u & signD) + (t.v & signE);
    long ofE = (t.q & signD) + (t.r & signE);
    ofD -= inverse * (t.u * d[0] + t.v * e[0]) + ofD & MASK;
    ofE -= inverse * (t.q * d[0] + t.r * e[0]) + ofE & MASK;
    long lowD = 0;
    long highD = 0;
    long lowE = 0;
    long highE = 0;
    for (int i = 0; i < LIMBS; i++) {
      long a = d[i];
      long b = e[i];
      long m = modulus[i];
      long product = t.u * a;
      lowD += product;
      highD += Math.multiplyHigh(t.u, a) + carry(product, lowD);
      product = t.v * b;
      lowD += product;
      highD += Math.multiplyHigh(t.v, b) + carry(product, lowD);
      product = m * ofD;
      lowD += product;
      highD += Math.multiplyHigh(m, ofD) + carry(product, lowD);
      product = t.q * a;
      lowE += product;
      highE += Math.multiplyHigh(t.q, a) + carry(product, lowE);
      product = t.r * b;
      lowE += product;
      highE += Math.multiplyHigh(t.r, b) + carry(product, lowE);
      product = m * ofE;
      lowE += product;
      highE += Math.multiplyHigh(m, ofE) + carry(product, lowE);
      if (i > 0) {
        d[i - 1] = lowD & MASK;
        e[i - 1] = lowE & MASK;
      }
      lowD = lowD >>> 62 | highD << 2;
      highD >>= 62;
      lowE = lowE >>> 62 | highE << 2;
      highE >>= 62;
    }
    d[LIMBS - 1] = lowD;
    e[LIMBS - 1] = lowE;
  }

  /** d, which is above -2 and below 1 times the modulus, or its opposite, as 0..modulus-1. */
  private long[] joined(long[] d, boolean opposite) {
    addIfNegative(d);
    if (opposite) {
      for (int i = 0; i < LIMBS; i++) {
        d[i] = -d[i];
      }
      carryOn(d);
    }
    addIfNegative(d);
    return new long[] {
      d[0] | d[1] << 62, d[1] >>> 2 | d[2] << 60, d[2] >>> 4 | d[3] << 58, d[3] >>> 6 | d[4] << 56
    };
  }

  private void addIfNegative(long[] d) {
    long sign = d[LIMBS - 1] >> 63;
    for (int i = 0; i < LIMBS; i++) {
      d[i] += modulus[i] & sign;
    }
    carryOn(d);
  }

  private static void carryOn(long[] d) {
    for (int i = 0; i < LIMBS - 1; i++) {
      d[i + 1] += d[i] >> 62;
      d[i] &= MASK;
    }
  }
}
