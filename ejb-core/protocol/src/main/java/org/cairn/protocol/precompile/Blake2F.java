package org.cairn.protocol.precompile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.cairn.protocol.bytes.LongBytes;
import org.jspecify.annotations.Nullable;

/**
 * The compression function F of BLAKE2b (RFC 7693, section 3.2; EIP-152). Input: rounds (4 bytes,
 * big-endian), h (64), m (128), t (16), all little-endian, and the final block's flag (1).
 */
final class Blake2F {
  private static final int LENGTH = 213;
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] IV = {
    0x6a09e667f3bcc908L,
    0xbb67ae8584caa73bL,
    0x3c6ef372fe94f82bL,
    0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L,
    0x9b05688c2b3e6c1fL,
    0x1f83d9abfb41bd6bL,
    0x5be0cd19137e2179L
  };

  private Blake2F() {}

  static long gas(byte[] input) {
    return input.length == LENGTH ? rounds(input) : 0;
  }

  private static long rounds(byte[] input) {
    return LongBytes.getInt(input, 0) & 0xffffffffL;
  }

  static byte @Nullable [] run(byte[] input) {
    if (input.length != LENGTH || (input[212] & 0xff) > 1) {
      return null;
    }
    long[] v = new long[16];
    long[] m = new long[16];
    for (int i = 0; i < 8; i++) {
      v[i] = word(input, 4 + 8 * i);
      v[i + 8] = IV[i];
    }
    for (int i = 0; i < 16; i++) {
      m[i] = word(input, 68 + 8 * i);
    }
    v[12] ^= word(input, 196);
    v[13] ^= word(input, 204);
    v[14] ^= input[212] == 1 ? -1L : 0;
    rounds(rounds(input), v, m);
    byte[] out = new byte[64];
    for (int i = 0; i < 8; i++) {
      LITTLE.set(out, 8 * i, word(input, 4 + 8 * i) ^ v[i] ^ v[i + 8]);
    }
    return out;
  }

  private static long word(byte[] input, int at) {
    return (long) LITTLE.get(input, at);
  }

  /** In two halves, each as large as the compiler takes it whole, which knows all indices then. */
  private static void rounds(long rounds, long[] v, long[] m) {
    for (long left = rounds; left > 0; left -= 10) {
      firstRounds(left, v, m);
      lastRounds(left - 5, v, m);
    }
  }

  /** Up to five rounds; the digits are the order of the words of the message. */
  private static void firstRounds(long rounds, long[] v, long[] m) {
    if (rounds > 0) {
      round(v, m, 0x0123456789abcdefL);
    }
    if (rounds > 1) {
      round(v, m, 0xea489fd61c02b753L);
    }
    if (rounds > 2) {
      round(v, m, 0xb8c052fdae367194L);
    }
    if (rounds > 3) {
      round(v, m, 0x7931dcbe265a40f8L);
    }
    if (rounds > 4) {
      round(v, m, 0x905724afe1bc683dL);
    }
  }

  /** Likewise the sixth to the tenth. */
  private static void lastRounds(long rounds, long[] v, long[] m) {
    if (rounds > 0) {
      round(v, m, 0x2c6a0b834d75fe19L);
    }
    if (rounds > 1) {
      round(v, m, 0xc51fed4a0763928bL);
    }
    if (rounds > 2) {
      round(v, m, 0xdb7ec13950f4862aL);
    }
    if (rounds > 3) {
      round(v, m, 0x6fe9b308c2d714a5L);
    }
    if (rounds > 4) {
      round(v, m, 0xa2847615fb9e3cd0L);
    }
  }

  private static void round(long[] v, long[] m, long order) {
    mix(v, 0, 4, 8, 12, word(m, order, 0), word(m, order, 1));
    mix(v, 1, 5, 9, 13, word(m, order, 2), word(m, order, 3));
    mix(v, 2, 6, 10, 14, word(m, order, 4), word(m, order, 5));
    mix(v, 3, 7, 11, 15, word(m, order, 6), word(m, order, 7));
    mix(v, 0, 5, 10, 15, word(m, order, 8), word(m, order, 9));
    mix(v, 1, 6, 11, 12, word(m, order, 10), word(m, order, 11));
    mix(v, 2, 7, 8, 13, word(m, order, 12), word(m, order, 13));
    mix(v, 3, 4, 9, 14, word(m, order, 14), word(m, order, 15));
  }

  private static long word(long[] m, long order, int i) {
    return m[(int) (order >>> 60 - 4 * i) & 15];
  }

  private static void mix(long[] v, int a, int b, int c, int d, long x, long y) {
    long va = v[a] + v[b] + x;
    long vd = Long.rotateRight(v[d] ^ va, 32);
    long vc = v[c] + vd;
    long vb = Long.rotateRight(v[b] ^ vc, 24);
    va += vb + y;
    vd = Long.rotateRight(vd ^ va, 16);
    vc += vd;
    v[a] = va;
    v[b] = Long.rotateRight(vb ^ vc, 63);
    v[c] = vc;
    v[d] = vd;
  }
}
