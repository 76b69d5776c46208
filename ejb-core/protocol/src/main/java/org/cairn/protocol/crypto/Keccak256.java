package org.cairn.protocol.crypto;

import java.util.Objects;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;

/**
 * Keccak-256 with the original padding, as Ethereum uses it (not SHA3-256 of FIPS 202).
 * Thread-safe.
 */
public final class Keccak256 {
  /** Bytes of input that one permutation takes. */
  private static final int RATE = 136;

  private Keccak256() {}

  public static Hash32 hash(byte[] input) {
    return hash(input, 0, input.length);
  }

  public static Hash32 hash(Bytes input) {
    return hash(input.shared());
  }

  public static Hash32 hash(byte[] input, int offset, int length) {
    long[] state = absorb(input, offset, length);
    return Hash32.of(
        Long.reverseBytes(state[0]),
        Long.reverseBytes(state[1]),
        Long.reverseBytes(state[2]),
        Long.reverseBytes(state[3]));
  }

  /** Writes the 32 bytes of the hash to {@code out} at {@code at}, which may overlap the input. */
  public static void hash(byte[] input, int offset, int length, byte[] out, int at) {
    KeccakSponge.squeeze(absorb(input, offset, length), 4, out, at);
  }

  private static long[] absorb(byte[] input, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, input.length);
    return KeccakSponge.absorb(input, offset, length, RATE, KeccakSponge.KECCAK_PADDING);
  }
}
