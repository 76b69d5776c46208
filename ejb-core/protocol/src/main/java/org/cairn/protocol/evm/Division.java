package org.cairn.protocol.evm;

/**
 * Division of words on the stack: Knuth's algorithm D with reciprocals in place of a division by
 * hardware (Möller and Granlund, "Improved division by invariant integers", 2011). {@code x} is the
 * index of the topmost word's lowest limb; a result replaces the lowest operand.
 *
 * <p>Holds its work space, so confined to one thread.
 */
final class Division {
  /** Dividend, shifted so that the divisor's highest bit is set; the remainder afterwards. */
  private final long[] u = new long[9];

  /** Divisor, shifted likewise. */
  private final long[] d = new long[4];

  private final long[] q = new long[9];
  private int divisorLimbs;
  private int dividendLimbs;

  void div(long[] s, int x) {
    if (singleLimbs(s, x)) {
      s[x - 4] = s[x - 4] == 0 ? 0 : Long.divideUnsigned(s[x], s[x - 4]);
      return;
    }
    if (isZero(s, x - 4)) {
      return;
    }
    if (Bitwise.below(s, x, x - 4)) {
      Bitwise.fill(s, x - 4, 0);
      return;
    }
    load(s, x, 4, s, x - 4);
    quotient(s, x - 4);
  }

  void mod(long[] s, int x) {
    if (singleLimbs(s, x)) {
      s[x - 4] = s[x - 4] == 0 ? 0 : Long.remainderUnsigned(s[x], s[x - 4]);
      return;
    }
    if (isZero(s, x - 4)) {
      return;
    }
    if (Bitwise.below(s, x, x - 4)) {
      System.arraycopy(s, x, s, x - 4, 4);
      return;
    }
    int shift = load(s, x, 4, s, x - 4);
    remainder(s, x - 4, shift);
  }

  void sdiv(long[] s, int x) {
    boolean negative = (s[x + 3] ^ s[x - 1]) < 0;
    absolute(s, x);
    absolute(s, x - 4);
    div(s, x);
    if (negative) {
      negate(s, x - 4);
    }
  }

  void smod(long[] s, int x) {
    boolean negative = s[x + 3] < 0;
    absolute(s, x);
    absolute(s, x - 4);
    mod(s, x);
    if (negative) {
      negate(s, x - 4);
    }
  }

  /** (top + second) modulo third. */
  void addMod(long[] s, int x) {
    int m = x - 8;
    if (isZero(s, m)) {
      return;
    }
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long a = s[x + i];
      long b = s[x - 4 + i];
      long sum = a + b + carry;
      carry = ((a & b) | ((a | b) & ~sum)) >>> 63;
      q[i] = sum;
    }
    q[4] = carry;
    int shift = load(q, 0, 5, s, m);
    remainder(s, m, shift);
  }

  /** (top · second) modulo third. */
  void mulMod(long[] s, int x) {
    int m = x - 8;
    if (isZero(s, m)) {
      return;
    }
    int y = x - 4;
    int width = limbs(s, y);
    int height = limbs(s, x);
    for (int i = 0; i < 8; i++) {
      q[i] = 0;
    }
    for (int i = 0; i < height; i++) {
      long carry = 0;
      long a = s[x + i];
      for (int j = 0; j < width; j++) {
        long low = a * s[y + j];
        long high = Math.unsignedMultiplyHigh(a, s[y + j]);
        low += carry;
        high += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
        long sum = q[i + j] + low;
        high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        q[i + j] = sum;
        carry = high;
      }
      q[i + width] = carry;
    }
    int shift = load(q, 0, height + width, s, m);
    remainder(s, m, shift);
  }

  private static boolean singleLimbs(long[] s, int x) {
    int y = x - 4;
    return (s[x + 1] | s[x + 2] | s[x + 3] | s[y + 1] | s[y + 2] | s[y + 3]) == 0;
  }

  /** Limbs without leading zeros. */
  private static int limbs(long[] s, int x) {
    int count = 4;
    while (count > 0 && s[x + count - 1] == 0) {
      count--;
    }
    return count;
  }

  private static boolean isZero(long[] s, int y) {
    return (s[y] | s[y + 1] | s[y + 2] | s[y + 3]) == 0;
  }

  private static void absolute(long[] s, int x) {
    if (s[x + 3] < 0) {
      negate(s, x);
    }
  }

  private static void negate(long[] s, int x) {
    long a = -s[x];
    long b = ~s[x + 1];
    long c = ~s[x + 2];
    long e = ~s[x + 3];
    s[x] = a;
    if (a == 0 && ++b == 0 && ++c == 0) {
      e++;
    }
    s[x + 1] = b;
    s[x + 2] = c;
    s[x + 3] = e;
  }

  /** Loads u and d shifted to the left and divides: q and u are the outcome. Returns the shift. */
  private int load(long[] s, int dividend, int limbs, long[] t, int divisor) {
    int n = 4;
    while (t[divisor + n - 1] == 0) {
      n--;
    }
    int m = limbs;
    while (m > 0 && s[dividend + m - 1] == 0) {
      m--;
    }
    int shift = Long.numberOfLeadingZeros(t[divisor + n - 1]);
    int back = 63 - shift;
    for (int i = n - 1; i > 0; i--) {
      d[i] = t[divisor + i] << shift | t[divisor + i - 1] >>> 1 >>> back;
    }
    d[0] = t[divisor] << shift;
    u[m] = m == 0 ? 0 : s[dividend + m - 1] >>> 1 >>> back;
    for (int i = m - 1; i > 0; i--) {
      u[i] = s[dividend + i] << shift | s[dividend + i - 1] >>> 1 >>> back;
    }
    if (m > 0) {
      u[0] = s[dividend] << shift;
    }
    divisorLimbs = n;
    dividendLimbs = m;
    if (m >= n) {
      if (n == 1) {
        divideByOne(m);
      } else {
        divideByMany(m, n);
      }
    }
    return shift;
  }

  private void quotient(long[] s, int y) {
    int limbs = Math.max(dividendLimbs - divisorLimbs + 1, 0);
    for (int i = 0; i < 4; i++) {
      s[y + i] = i < limbs ? q[i] : 0;
    }
  }

  private void remainder(long[] s, int y, int shift) {
    int limbs = Math.min(divisorLimbs, dividendLimbs + 1);
    for (int i = 0; i < 4; i++) {
      long word = i < limbs ? u[i] : 0;
      long above = i + 1 < limbs ? u[i + 1] : 0;
      s[y + i] = word >>> shift | above << 1 << (63 - shift);
    }
  }

  private void divideByOne(int m) {
    long divisor = d[0];
    long v = reciprocal(divisor);
    long rest = u[m];
    for (int j = m - 1; j >= 0; j--) {
      long low = u[j];
      long q1 = Math.unsignedMultiplyHigh(v, rest);
      long q0 = v * rest;
      q0 += low;
      q1 += rest + (Long.compareUnsigned(q0, low) < 0 ? 1 : 0);
      q1++;
      long r = low - q1 * divisor;
      if (Long.compareUnsigned(r, q0) > 0) {
        q1--;
        r += divisor;
      }
      if (Long.compareUnsigned(r, divisor) >= 0) {
        q1++;
        r -= divisor;
      }
      q[j] = q1;
      rest = r;
    }
    u[0] = rest;
  }

  private void divideByMany(int m, int n) {
    long d1 = d[n - 1];
    long d0 = d[n - 2];
    long v = reciprocal(d1, d0);
    for (int j = m - n; j >= 0; j--) {
      long u2 = u[j + n];
      long u1 = u[j + n - 1];
      if (u2 == d1 && u1 == d0) {
        u[j + n] -= subtractProduct(j, n, -1L);
        q[j] = -1L;
      } else {
        q[j] = step(j, n, v, d1, d0);
      }
    }
  }

  /** One limb of the quotient: three limbs of the dividend by two of the divisor, then the rest. */
  private long step(int j, int n, long v, long d1, long d0) {
    long u2 = u[j + n];
    long u1 = u[j + n - 1];
    long u0 = u[j + n - 2];
    long q1 = Math.unsignedMultiplyHigh(v, u2);
    long q0 = v * u2 + u1;
    q1 += u2 + (Long.compareUnsigned(q0, u1) < 0 ? 1 : 0);
    long r1 = u1 - q1 * d1;
    long t1 = Math.unsignedMultiplyHigh(d0, q1);
    long t0 = d0 * q1;
    long r0 = u0 - t0;
    r1 -= t1 + (Long.compareUnsigned(u0, t0) < 0 ? 1 : 0);
    r1 -= d1 + (Long.compareUnsigned(r0, d0) < 0 ? 1 : 0);
    r0 -= d0;
    q1++;
    if (Long.compareUnsigned(r1, q0) >= 0) {
      q1--;
      r0 += d0;
      r1 += d1 + (Long.compareUnsigned(r0, d0) < 0 ? 1 : 0);
    }
    if (Long.compareUnsigned(r1, d1) > 0 || (r1 == d1 && Long.compareUnsigned(r0, d0) >= 0)) {
      q1++;
      r1 -= d1 + (Long.compareUnsigned(r0, d0) < 0 ? 1 : 0);
      r0 -= d0;
    }
    long borrow = subtractProduct(j, n - 2, q1);
    boolean under = Long.compareUnsigned(r0, borrow) < 0;
    u[j + n - 2] = r0 - borrow;
    u[j + n - 1] = r1 - (under ? 1 : 0);
    u[j + n] = 0;
    if (under && r1 == 0) {
      q1--;
      u[j + n - 1] += d1 + addBack(j, n - 1);
    }
    return q1;
  }

  /** u[j..] -= factor · d[0..limbs]; returns what is still to be taken from the limb above. */
  private long subtractProduct(int j, int limbs, long factor) {
    long borrow = 0;
    for (int i = 0; i < limbs; i++) {
      long low = d[i] * factor;
      long high = Math.unsignedMultiplyHigh(d[i], factor);
      long before = u[j + i];
      long first = before - borrow;
      high += Long.compareUnsigned(before, borrow) < 0 ? 1 : 0;
      u[j + i] = first - low;
      borrow = high + (Long.compareUnsigned(first, low) < 0 ? 1 : 0);
    }
    return borrow;
  }

  private long addBack(int j, int limbs) {
    long carry = 0;
    for (int i = 0; i < limbs; i++) {
      long sum = u[j + i] + carry;
      carry = Long.compareUnsigned(sum, carry) < 0 ? 1 : 0;
      sum += d[i];
      carry += Long.compareUnsigned(sum, d[i]) < 0 ? 1 : 0;
      u[j + i] = sum;
    }
    return carry;
  }

  /** floor((2^128 - 1) / d) - 2^64 for a d whose highest bit is set. */
  private static long reciprocal(long d) {
    int d9 = (int) (d >>> 55);
    long v0 = 0x7fd00 / d9;
    long d40 = (d >>> 24) + 1;
    long v1 = (v0 << 11) - (v0 * v0 * d40 >>> 40) - 1;
    long v2 = (v1 << 13) + (v1 * (0x1000000000000000L - v1 * d40) >>> 47);
    long low = d & 1;
    long d63 = (d >>> 1) + low;
    long e = (v2 >>> 1 & -low) - v2 * d63;
    long v3 = (Math.unsignedMultiplyHigh(v2, e) >>> 1) + (v2 << 31);
    long product = v3 * d;
    long high =
        Math.unsignedMultiplyHigh(v3, d) + (Long.compareUnsigned(product + d, d) < 0 ? 1 : 0);
    return v3 - high - d;
  }

  private static long reciprocal(long d1, long d0) {
    long v = reciprocal(d1);
    long p = d1 * v + d0;
    if (Long.compareUnsigned(p, d0) < 0) {
      v--;
      if (Long.compareUnsigned(p, d1) >= 0) {
        v--;
        p -= d1;
      }
      p -= d1;
    }
    long t1 = Math.unsignedMultiplyHigh(v, d0);
    long t0 = v * d0;
    p += t1;
    if (Long.compareUnsigned(p, t1) < 0) {
      v--;
      if (Long.compareUnsigned(p, d1) > 0 || (p == d1 && Long.compareUnsigned(t0, d0) >= 0)) {
        v--;
      }
    }
    return v;
  }
}
