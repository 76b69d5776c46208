package org.cairn.protocol.evm;

/**
 * Sums, products and powers of 256-bit words on the stack (Yellow Paper, appendix H.2, 0s). {@code
 * x} is the index of the topmost word's lowest limb; a result replaces the lowest operand.
 */
final class Arithmetic {
  private Arithmetic() {}

  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  private static long borrow(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }

  static void add(long[] s, int x) {
    int y = x - 4;
    long a = s[x];
    long b = s[y];
    long r = a + b;
    s[y] = r;
    long c = carry(a, b, r);
    a = s[x + 1];
    b = s[y + 1];
    r = a + b + c;
    s[y + 1] = r;
    c = carry(a, b, r);
    a = s[x + 2];
    b = s[y + 2];
    r = a + b + c;
    s[y + 2] = r;
    c = carry(a, b, r);
    s[y + 3] = s[x + 3] + s[y + 3] + c;
  }

  static void sub(long[] s, int x) {
    int y = x - 4;
    long a = s[x];
    long b = s[y];
    long r = a - b;
    s[y] = r;
    long c = borrow(a, b, r);
    a = s[x + 1];
    b = s[y + 1];
    r = a - b - c;
    s[y + 1] = r;
    c = borrow(a, b, r);
    a = s[x + 2];
    b = s[y + 2];
    r = a - b - c;
    s[y + 2] = r;
    c = borrow(a, b, r);
    s[y + 3] = s[x + 3] - s[y + 3] - c;
  }

  static void mul(long[] s, int x) {
    mul(s, x, s, x - 4, s, x - 4);
  }

  /** {@code r[k..]} = {@code a[i..]} · {@code b[j..]} modulo 2^256; r may be an operand. */
  static void mul(long[] a, int i, long[] b, int j, long[] r, int k) {
    long a0 = a[i];
    long b0 = b[j];
    long a1 = a[i + 1];
    long b1 = b[j + 1];
    long a2 = a[i + 2];
    long b2 = b[j + 2];
    long a3 = a[i + 3];
    long b3 = b[j + 3];
    if ((a1 | a2 | a3 | b1 | b2 | b3) == 0) {
      r[k] = a0 * b0;
      r[k + 1] = Math.unsignedMultiplyHigh(a0, b0);
      r[k + 2] = 0;
      r[k + 3] = 0;
      return;
    }
    long top = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
    // column 1
    long r1 = Math.unsignedMultiplyHigh(a0, b0);
    long low = a0 * b1;
    long sum = r1 + low;
    long c = carry(r1, low, sum);
    long low2 = a1 * b0;
    r1 = sum + low2;
    c += carry(sum, low2, r1);
    // column 2
    long r2 = c;
    long high = Math.unsignedMultiplyHigh(a0, b1);
    r2 += high;
    c = carry(high, r2 - high, r2);
    high = Math.unsignedMultiplyHigh(a1, b0);
    sum = r2 + high;
    c += carry(r2, high, sum);
    low = a0 * b2;
    r2 = sum + low;
    c += carry(sum, low, r2);
    low = a1 * b1;
    sum = r2 + low;
    c += carry(r2, low, sum);
    low = a2 * b0;
    r2 = sum + low;
    c += carry(sum, low, r2);
    // column 3
    r[k + 3] =
        top
            + c
            + Math.unsignedMultiplyHigh(a0, b2)
            + Math.unsignedMultiplyHigh(a1, b1)
            + Math.unsignedMultiplyHigh(a2, b0);
    r[k] = a0 * b0;
    r[k + 1] = r1;
    r[k + 2] = r2;
  }

  /** Number of bytes of a word without leading zeros. */
  static int byteLength(long[] s, int x) {
    for (int i = 3; i >= 0; i--) {
      if (s[x + i] != 0) {
        return 8 * i + 8 - Long.numberOfLeadingZeros(s[x + i]) / 8;
      }
    }
    return 0;
  }

  /**
   * The base is on top. Four bits of the exponent at once: their powers of the base stand in {@code
   * powers}, which holds at least 64 longs.
   */
  static void exp(long[] s, int x, long[] powers) {
    int y = x - 4;
    int length = byteLength(s, y);
    if (length == 0) {
      s[y] = 1;
      return;
    }
    long e0 = s[y];
    long e1 = s[y + 1];
    long e2 = s[y + 2];
    long e3 = s[y + 3];
    System.arraycopy(s, x, powers, 4, 4);
    int known = 1;
    s[y] = 1;
    s[y + 1] = s[y + 2] = s[y + 3] = 0;
    for (int i = 2 * length - 1; i >= 0; i--) {
      square(s, y, 4);
      long limb = i < 16 ? e0 : i < 32 ? e1 : i < 48 ? e2 : e3;
      int digit = (int) (limb >>> 4 * (i & 15)) & 15;
      while (known < digit) {
        mul(powers, 4, powers, 4 * known, powers, 4 * known + 4);
        known++;
      }
      if (digit != 0) {
        mul(s, y, powers, 4 * digit, s, y);
      }
    }
  }

  /** Squares the word at {@code k} so many times over. */
  private static void square(long[] r, int k, int times) {
    long a = r[k];
    long b = r[k + 1];
    long c = r[k + 2];
    long d = r[k + 3];
    for (int i = 0; i < times; i++) {
      long ab = a * b;
      long abHigh = Math.unsignedMultiplyHigh(a, b);
      long ac = a * c;
      long bb = b * b;
      // columns 2 and 3 of the products that come twice, then their double
      long mixed2 = abHigh + ac;
      long carry = carry(abHigh, ac, mixed2);
      long mixed3 = Math.unsignedMultiplyHigh(a, c) + a * d + b * c + carry;
      long double1 = ab << 1;
      long double2 = mixed2 << 1 | ab >>> 63;
      long double3 = mixed3 << 1 | mixed2 >>> 63;
      long aaHigh = Math.unsignedMultiplyHigh(a, a);
      long r1 = double1 + aaHigh;
      long carry1 = carry(double1, aaHigh, r1);
      long r2 = double2 + bb;
      long carry2 = carry(double2, bb, r2);
      long sum2 = r2 + carry1;
      carry2 += carry(r2, carry1, sum2);
      d = double3 + Math.unsignedMultiplyHigh(b, b) + carry2;
      c = sum2;
      b = r1;
      a = a * a;
    }
    r[k] = a;
    r[k + 1] = b;
    r[k + 2] = c;
    r[k + 3] = d;
  }

  static void signExtend(long[] s, int x) {
    int y = x - 4;
    if ((s[x + 1] | s[x + 2] | s[x + 3]) != 0 || Long.compareUnsigned(s[x], 30) > 0) {
      return;
    }
    int bit = 8 * (int) s[x] + 7;
    int limb = bit >> 6;
    int shift = 63 - (bit & 63);
    long extended = s[y + limb] << shift >> shift;
    s[y + limb] = extended;
    long sign = extended >> 63;
    for (int i = limb + 1; i < 4; i++) {
      s[y + i] = sign;
    }
  }
}
