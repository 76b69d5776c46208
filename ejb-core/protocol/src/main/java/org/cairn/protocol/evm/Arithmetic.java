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
   * The base is on top. {@code w} is work space for at least 8 longs: the power so far at 0, the
   * base raised to 2^i at 4.
   */
  static void exp(long[] s, int x, long[] w) {
    int y = x - 4;
    boolean beyondByte = ((s[y] & ~0xffL) | s[y + 1] | s[y + 2] | s[y + 3]) != 0;
    if (beyondByte && (s[x] & 1) == 0) {
      // the 256th power of an even number is a multiple of 2^256
      Bitwise.fill(s, y, 0);
      return;
    }
    w[0] = 1;
    w[1] = w[2] = w[3] = 0;
    System.arraycopy(s, x, w, 4, 4);
    for (long e = s[y]; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        mul(w, 0, w, 4, w, 0);
      }
      square(w, 4, 1);
    }
    if ((s[y + 1] | s[y + 2] | s[y + 3]) != 0) {
      square(w, 4, Long.numberOfLeadingZeros(s[y]));
      oddPower(s, y, w);
    }
    System.arraycopy(w, 0, s, y, 4);
  }

  /**
   * Goes on with the upper 192 bits of the exponent at {@code y}. The base is odd, so that its
   * 2^64th power, which stands at 4, is 1 + 2^64 · v, and the square of that 1 + 2^64 · (2v + 2^64
   * · v²); the 2^128th power is 1 + 2^128 · v, whose eth power is 1 + 2^128 · ev.
   */
  private static void oddPower(long[] s, int y, long[] w) {
    long a = w[5];
    long b = w[6];
    long c = w[7];
    long e = s[y + 1];
    for (int i = 0; i < 64; i++) {
      if ((e >>> i & 1) != 0) {
        addShifted(w, a, b, c);
      }
      long square = a * a;
      long doubled = b << 1 | a >>> 63;
      long sum = doubled + square;
      c =
          (c << 1 | b >>> 63)
              + carry(doubled, square, sum)
              + Math.unsignedMultiplyHigh(a, a)
              + 2 * a * b;
      b = sum;
      a <<= 1;
    }
    long low = b * s[y + 2];
    long high = Math.unsignedMultiplyHigh(b, s[y + 2]) + b * s[y + 3] + c * s[y + 2];
    addShifted(w, 0, low, high);
  }

  /** Multiplies the word at 0 with 1 + 2^64 · (a + 2^64 · b + 2^128 · c). */
  private static void addShifted(long[] w, long a, long b, long c) {
    long r0 = w[0];
    long r1 = w[1];
    long r2 = w[2];
    long low = r0 * a;
    long s1 = r1 + low;
    long carry1 = carry(r1, low, s1);
    long high = Math.unsignedMultiplyHigh(r0, a);
    long s2 = r2 + high;
    long carry2 = carry(r2, high, s2);
    long next = s2 + carry1;
    carry2 += carry(s2, carry1, next);
    low = r0 * b;
    s2 = next + low;
    carry2 += carry(next, low, s2);
    low = r1 * a;
    next = s2 + low;
    carry2 += carry(s2, low, next);
    w[3] +=
        carry2
            + Math.unsignedMultiplyHigh(r0, b)
            + Math.unsignedMultiplyHigh(r1, a)
            + r0 * c
            + r1 * b
            + r2 * a;
    w[2] = next;
    w[1] = s1;
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
