package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.LongBytes;

/** PUSH, DUP and SWAP. */
final class StackInstructions {
  private StackInstructions() {}

  /** Writes {@code count} (1..32) bytes from {@code at} as a word; 33 bytes must be readable. */
  static void push(long[] s, int sp, byte[] code, int at, int count) {
    long w0 = LongBytes.getLong(code, at);
    long w1 = 0;
    long w2 = 0;
    long w3 = 0;
    if (count > 8) {
      w1 = w0;
      w0 = LongBytes.getLong(code, at + 8);
      if (count > 16) {
        w2 = w1;
        w1 = w0;
        w0 = LongBytes.getLong(code, at + 16);
        if (count > 24) {
          w3 = w2;
          w2 = w1;
          w1 = w0;
          w0 = LongBytes.getLong(code, at + 24);
        }
      }
    }
    int bits = -8 * count & 63;
    s[sp] = w0 >>> bits | w1 << 1 << (63 - bits);
    s[sp + 1] = w1 >>> bits | w2 << 1 << (63 - bits);
    s[sp + 2] = w2 >>> bits | w3 << 1 << (63 - bits);
    s[sp + 3] = w3 >>> bits;
  }

  /** Writes a word of 64 bits. */
  static void push(long[] s, int sp, long word) {
    s[sp] = word;
    s[sp + 1] = 0;
    s[sp + 2] = 0;
    s[sp + 3] = 0;
  }

  /** Copies the word {@code n} (1..16) below the free place. */
  static void dup(long[] s, int sp, int n) {
    int from = sp - 4 * n;
    s[sp] = s[from];
    s[sp + 1] = s[from + 1];
    s[sp + 2] = s[from + 2];
    s[sp + 3] = s[from + 3];
  }

  /** Exchanges the topmost word with the one {@code n} (1..16) below it. */
  static void swap(long[] s, int sp, int n) {
    int x = sp - 4;
    int y = x - 4 * n;
    long a = s[x];
    long b = s[x + 1];
    long c = s[x + 2];
    long d = s[x + 3];
    s[x] = s[y];
    s[x + 1] = s[y + 1];
    s[x + 2] = s[y + 2];
    s[x + 3] = s[y + 3];
    s[y] = a;
    s[y + 1] = b;
    s[y + 2] = c;
    s[y + 3] = d;
  }
}
