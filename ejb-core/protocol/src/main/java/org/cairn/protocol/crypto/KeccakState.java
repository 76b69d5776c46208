package org.cairn.protocol.crypto;

import java.util.Arrays;
import java.util.Objects;
import org.cairn.protocol.bytes.LongBytes;

/**
 * A Keccak-256 that keeps absorbing after its hash was looked at, as the message authentication of
 * RLPx needs it. Not thread-safe.
 */
public final class KeccakState {
  private static final int RATE = 136;

  private final long[] state = new long[25];
  private final byte[] block = new byte[RATE];
  private int filled;

  /** Absorbs the whole array. */
  public KeccakState update(byte[] input) {
    return update(input, 0, input.length);
  }

  public KeccakState update(byte[] input, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, input.length);
    int at = offset;
    int left = length;
    while (left > 0) {
      int taken = Math.min(left, RATE - filled);
      System.arraycopy(input, at, block, filled, taken);
      filled += taken;
      at += taken;
      left -= taken;
      if (filled == RATE) {
        absorb(state, block);
        KeccakPermutation.permute(state);
        filled = 0;
      }
    }
    return this;
  }

  /** Writes the 32 bytes of the hash of everything so far to {@code out}; the state stays open. */
  public void digest(byte[] out, int at) {
    long[] closed = state.clone();
    byte[] last = Arrays.copyOf(block, RATE);
    Arrays.fill(last, filled, RATE, (byte) 0);
    last[filled] ^= KeccakSponge.KECCAK_PADDING;
    last[RATE - 1] ^= (byte) 0x80;
    absorb(closed, last);
    KeccakPermutation.permute(closed);
    KeccakSponge.squeeze(closed, 4, out, at);
  }

  private static void absorb(long[] state, byte[] block) {
    for (int i = 0; i < RATE / 8; i++) {
      state[i] ^= Long.reverseBytes(LongBytes.getLong(block, 8 * i));
    }
  }
}
