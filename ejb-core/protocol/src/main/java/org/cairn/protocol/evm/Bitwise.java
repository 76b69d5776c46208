package org.cairn.protocol.evm;

/**
 * Comparison and bitwise logic on the stack (Yellow Paper, appendix H.2, 10s). {@code x} is the
 * index of the topmost word's lowest limb; a result replaces the lowest operand.
 */
final class Bitwise {
  private Bitwise() {}

  /** Whether the word at {@code i} is the smaller one. */
  static boolean below(long[] s, int i, int j) {
    long a = s[i + 3];
    long b = s[j + 3];
    if (a == b) {
      a = s[i + 2];
      b = s[j + 2];
      if (a == b) {
        a = s[i + 1];
        b = s[j + 1];
        if (a == b) {
          a = s[i];
          b = s[j];
        }
      }
    }
    return a + Long.MIN_VALUE < b + Long.MIN_VALUE;
  }

  private static boolean signedBelow(long[] s, int i, int j) {
    long a = s[i + 3];
    long b = s[j + 3];
    return a == b ? below(s, i, j) : a < b;
  }

  private static void put(long[] s, int at, boolean value) {
    s[at] = value ? 1 : 0;
    s[at + 1] = 0;
    s[at + 2] = 0;
    s[at + 3] = 0;
  }

  static void lt(long[] s, int x) {
    put(s, x - 4, below(s, x, x - 4));
  }

  static void gt(long[] s, int x) {
    put(s, x - 4, below(s, x - 4, x));
  }

  static void slt(long[] s, int x) {
    put(s, x - 4, signedBelow(s, x, x - 4));
  }

  static void sgt(long[] s, int x) {
    put(s, x - 4, signedBelow(s, x - 4, x));
  }

  static void eq(long[] s, int x) {
    int y = x - 4;
    long different =
        (s[x] ^ s[y]) | (s[x + 1] ^ s[y + 1]) | (s[x + 2] ^ s[y + 2]) | (s[x + 3] ^ s[y + 3]);
    put(s, y, different == 0);
  }

  static void isZero(long[] s, int x) {
    put(s, x, (s[x] | s[x + 1] | s[x + 2] | s[x + 3]) == 0);
  }

  static void and(long[] s, int x) {
    int y = x - 4;
    s[y] &= s[x];
    s[y + 1] &= s[x + 1];
    s[y + 2] &= s[x + 2];
    s[y + 3] &= s[x + 3];
  }

  static void or(long[] s, int x) {
    int y = x - 4;
    s[y] |= s[x];
    s[y + 1] |= s[x + 1];
    s[y + 2] |= s[x + 2];
    s[y + 3] |= s[x + 3];
  }

  static void xor(long[] s, int x) {
    int y = x - 4;
    s[y] ^= s[x];
    s[y + 1] ^= s[x + 1];
    s[y + 2] ^= s[x + 2];
    s[y + 3] ^= s[x + 3];
  }

  static void not(long[] s, int x) {
    s[x] = ~s[x];
    s[x + 1] = ~s[x + 1];
    s[x + 2] = ~s[x + 2];
    s[x + 3] = ~s[x + 3];
  }

  /** Byte number top of the word below, 0 being the most significant. */
  static void byteAt(long[] s, int x) {
    int y = x - 4;
    long result = 0;
    if ((s[x + 1] | s[x + 2] | s[x + 3]) == 0 && Long.compareUnsigned(s[x], 32) < 0) {
      int fromRight = 31 - (int) s[x];
      result = s[y + (fromRight >> 3)] >>> 8 * (fromRight & 7) & 0xff;
    }
    s[y] = result;
    s[y + 1] = 0;
    s[y + 2] = 0;
    s[y + 3] = 0;
  }

  private static boolean shiftsOut(long[] s, int x) {
    return (s[x + 1] | s[x + 2] | s[x + 3]) != 0 || (s[x] & ~0xffL) != 0;
  }

  static void shl(long[] s, int x) {
    int y = x - 4;
    if (shiftsOut(s, x)) {
      fill(s, y, 0);
      return;
    }
    int shift = (int) s[x];
    long a = s[y];
    long b = s[y + 1];
    long c = s[y + 2];
    long d = s[y + 3];
    if ((shift & 128) != 0) {
      d = b;
      c = a;
      b = a = 0;
    }
    if ((shift & 64) != 0) {
      d = c;
      c = b;
      b = a;
      a = 0;
    }
    int bits = shift & 63;
    // two shifts, because a shift by 64 would be one by 0
    s[y + 3] = d << bits | c >>> 1 >>> (63 - bits);
    s[y + 2] = c << bits | b >>> 1 >>> (63 - bits);
    s[y + 1] = b << bits | a >>> 1 >>> (63 - bits);
    s[y] = a << bits;
  }

  static void shr(long[] s, int x) {
    if (shiftsOut(s, x)) {
      fill(s, x - 4, 0);
    } else {
      right(s, x - 4, (int) s[x], 0);
    }
  }

  static void sar(long[] s, int x) {
    long sign = s[x - 1] >> 63;
    if (shiftsOut(s, x)) {
      fill(s, x - 4, sign);
    } else {
      right(s, x - 4, (int) s[x], sign);
    }
  }

  private static void right(long[] s, int y, int shift, long sign) {
    long a = s[y];
    long b = s[y + 1];
    long c = s[y + 2];
    long d = s[y + 3];
    if ((shift & 128) != 0) {
      a = c;
      b = d;
      c = d = sign;
    }
    if ((shift & 64) != 0) {
      a = b;
      b = c;
      c = d;
      d = sign;
    }
    int bits = shift & 63;
    s[y] = a >>> bits | b << 1 << (63 - bits);
    s[y + 1] = b >>> bits | c << 1 << (63 - bits);
    s[y + 2] = c >>> bits | d << 1 << (63 - bits);
    s[y + 3] = d >>> bits | sign << 1 << (63 - bits);
  }

  /** Makes all four limbs the same. */
  static void fill(long[] s, int y, long value) {
    s[y] = value;
    s[y + 1] = value;
    s[y + 2] = value;
    s[y + 3] = value;
  }

  /** Leading zero bits (EIP-7939). */
  static void clz(long[] s, int x) {
    int zeros = 0;
    for (int i = 3; i >= 0; i--) {
      zeros += Long.numberOfLeadingZeros(s[x + i]);
      if (s[x + i] != 0) {
        break;
      }
    }
    fill(s, x, 0);
    s[x] = zeros;
  }
}
