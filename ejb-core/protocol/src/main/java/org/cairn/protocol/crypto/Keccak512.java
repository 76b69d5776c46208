package org.cairn.protocol.crypto;

import java.util.Objects;

/** Keccak-512 with the original padding, as Ethash uses it. Thread-safe. */
public final class Keccak512 {
  /** Bytes of input that one permutation takes. */
  private static final int RATE = 72;

  private Keccak512() {}

  /** Returns 64 bytes. */
  public static byte[] hash(byte[] input) {
    byte[] out = new byte[64];
    hash(input, 0, input.length, out, 0);
    return out;
  }

  /** Writes the 64 bytes of the hash to {@code out} at {@code at}, which may overlap the input. */
  public static void hash(byte[] input, int offset, int length, byte[] out, int at) {
    Objects.checkFromIndexSize(offset, length, input.length);
    long[] state = KeccakSponge.absorb(input, offset, length, RATE, KeccakSponge.KECCAK_PADDING);
    KeccakSponge.squeeze(state, 8, out, at);
  }

  /**
   * Replaces 16 little-endian words of 32 bits by their hash, in place: the form in which Ethash
   * keeps its nodes.
   */
  public static void hashWords(int[] words, int at) {
    long[] state = KeccakSponge.absorbNode(words, at, RATE);
    for (int i = 0; i < 8; i++) {
      words[at + 2 * i] = (int) state[i];
      words[at + 2 * i + 1] = (int) (state[i] >>> 32);
    }
  }
}
