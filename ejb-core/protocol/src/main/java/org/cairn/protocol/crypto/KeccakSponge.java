package org.cairn.protocol.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The sponge of Keccak (FIPS 202, section 4) for inputs that are in memory as a whole and outputs
 * shorter than the rate: pads, absorbs block after block and leaves the hash in the first words of
 * the state, little-endian.
 */
final class KeccakSponge {
  /** First byte of the padding of the original Keccak, and of SHA-3. */
  static final int KECCAK_PADDING = 0x01;

  static final int SHA3_PADDING = 0x06;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Scratch, overwritten by every hash of the thread: hashing allocates nothing. */
  private static final ThreadLocal<long[]> STATE = ThreadLocal.withInitial(() -> new long[25]);

  private KeccakSponge() {}

  /**
   * Absorbs the padded input with a rate of {@code rate} bytes, a multiple of 8. The state belongs
   * to the calling thread and is valid until its next hash.
   */
  static long[] absorb(byte[] input, int offset, int length, int rate, int padding) {
    long[] state = STATE.get();
    Arrays.fill(state, 0);
    int at = offset;
    int left = length;
    for (; left >= rate; at += rate, left -= rate) {
      absorbWords(state, input, at, rate >> 3);
      KeccakPermutation.permute(state);
    }
    int words = left >> 3;
    absorbWords(state, input, at, words);
    state[words] ^= tail(input, at + 8 * words, left & 7, padding);
    state[(rate >> 3) - 1] ^= Long.MIN_VALUE;
    KeccakPermutation.permute(state);
    return state;
  }

  /** Absorbs 16 words of 32 bits with the padding of Keccak. */
  static long[] absorbNode(int[] words, int at, int rate) {
    long[] state = STATE.get();
    Arrays.fill(state, 0);
    for (int i = 0; i < 8; i++) {
      state[i] = (words[at + 2 * i] & 0xffffffffL) | ((long) words[at + 2 * i + 1] << 32);
    }
    state[8] ^= KECCAK_PADDING;
    state[(rate >> 3) - 1] ^= Long.MIN_VALUE;
    KeccakPermutation.permute(state);
    return state;
  }

  private static void absorbWords(long[] state, byte[] input, int at, int words) {
    for (int i = 0; i < words; i++) {
      state[i] ^= (long) LONG.get(input, at + 8 * i);
    }
  }

  /** The last 0..7 bytes followed by the first byte of the padding. */
  static long tail(byte[] input, int at, int length, int padding) {
    long word = padding;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | (input[at + i] & 0xff);
    }
    return word;
  }

  /** Writes the first {@code words} words of the state. */
  static void squeeze(long[] state, int words, byte[] out, int at) {
    for (int i = 0; i < words; i++) {
      LONG.set(out, at + 8 * i, state[i]);
    }
  }
}
