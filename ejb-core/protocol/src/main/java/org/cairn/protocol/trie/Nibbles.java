package org.cairn.protocol.trie;

import org.cairn.protocol.rlp.RlpWriter;

/**
 * Keys as sequences of nibbles, the higher one of each byte first, and the hex-prefix encoding of
 * parts of them (Yellow Paper, appendix C): the first nibble holds 2 for a leaf and 1 for an odd
 * length.
 */
final class Nibbles {
  private Nibbles() {}

  static int at(byte[] key, int index) {
    int pair = key[index >> 1];
    return ((index & 1) == 0 ? pair >> 4 : pair) & 0xf;
  }

  static void set(byte[] key, int index, int nibble) {
    int pair = key[index >> 1];
    key[index >> 1] = (byte) ((index & 1) == 0 ? pair & 0xf | nibble << 4 : pair & 0xf0 | nibble);
  }

  /** Number of nibbles in a key. */
  static int count(byte[] key) {
    return 2 * key.length;
  }

  /** Index of the first nibble, from {@code from} on, in which the keys differ or one ends. */
  static int mismatch(byte[] a, byte[] b, int from) {
    int end = Math.min(count(a), count(b));
    int at = from;
    if ((at & 1) != 0 && at < end) {
      if (at(a, at) != at(b, at)) {
        return at;
      }
      at++;
    }
    if (at >= end) {
      return end;
    }
    int same = java.util.Arrays.mismatch(a, at >> 1, end >> 1, b, at >> 1, end >> 1);
    if (same < 0) {
      return end;
    }
    at += 2 * same;
    return at(a, at) == at(b, at) ? at + 1 : at;
  }

  /** Writes the nibbles {@code from} to {@code to} of the key as a hex-prefix string. */
  static void writeHexPrefix(RlpWriter out, byte[] key, int from, int to, boolean leaf) {
    byte[] encoded = hexPrefix(key, from, to, leaf);
    out.write(encoded, 0, encoded.length);
  }

  static byte[] hexPrefix(byte[] key, int from, int to, boolean leaf) {
    int length = to - from;
    byte[] out = new byte[1 + length / 2];
    int flag = leaf ? 0x20 : 0;
    int at = from;
    if ((length & 1) != 0) {
      flag |= 0x10 | at(key, at++);
    }
    out[0] = (byte) flag;
    if ((at & 1) == 0) {
      System.arraycopy(key, at >> 1, out, 1, out.length - 1);
    } else {
      for (int i = 1; i < out.length; i++, at += 2) {
        out[i] = (byte) (at(key, at) << 4 | at(key, at + 1));
      }
    }
    return out;
  }
}
