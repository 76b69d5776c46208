package org.cairn.protocol.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

final class Blake2FTest {
  /** Of the hash with 64 bytes and no key: the initial values, the first changed by parameters. */
  private static final long[] START = {
    0x6a09e667f2bdc948L,
    0xbb67ae8584caa73bL,
    0x3c6ef372fe94f82bL,
    0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L,
    0x9b05688c2b3e6c1fL,
    0x1f83d9abfb41bd6bL,
    0x5be0cd19137e2179L
  };

  private final Random random = new Random(Vectors.seed(Blake2FTest.class));

  private static byte[] input(int rounds, byte[] state, byte[] message, long count, boolean last) {
    ByteBuffer buffer = ByteBuffer.allocate(213).putInt(rounds).put(state).put(message);
    buffer.order(ByteOrder.LITTLE_ENDIAN).position(196).putLong(count);
    return buffer.put(212, (byte) (last ? 1 : 0)).array();
  }

  private static byte[] start() {
    ByteBuffer state = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : START) {
      state.putLong(word);
    }
    return state.array();
  }

  @Test
  void twelveRoundsMakeTheHashOfAnotherLibrary() {
    for (int length = 1; length <= 256; length++) {
      byte[] message = new byte[256];
      random.nextBytes(message);
      Arrays.fill(message, length, 256, (byte) 0);
      byte[] state = start();
      int at = 0;
      for (; length - at > 128; at += 128) {
        state = run(12, state, message, at, at + 128, false);
      }
      state = run(12, state, message, at, length, true);
      Blake2bDigest digest = new Blake2bDigest(512);
      digest.update(message, 0, length);
      byte[] expected = new byte[64];
      digest.doFinal(expected, 0);
      assertThat(state).as("length %d", length).isEqualTo(expected);
    }
  }

  private static byte[] run(
      int rounds, byte[] state, byte[] message, int at, long count, boolean last) {
    byte[] block = Arrays.copyOfRange(message, at, at + 128);
    byte[] output = Precompiles.BLAKE2F.run(input(rounds, state, block, count, last));
    assertThat(output).isNotNull();
    return output == null ? state : output;
  }

  @Test
  void everyNumberOfRoundsIsAsWrittenInTheStandard() {
    for (int rounds = 0; rounds <= 45; rounds++) {
      byte[] message = new byte[128];
      random.nextBytes(message);
      long count = random.nextLong();
      boolean last = random.nextBoolean();
      assertThat(run(rounds, start(), message, 0, count, last))
          .as("%d rounds", rounds)
          .isEqualTo(standard(rounds, message, count, last));
    }
  }

  /** RFC 7693, section 3.2, from the usual start. */
  private static byte[] standard(int rounds, byte[] message, long count, boolean last) {
    String[] orders = {
      "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8",
      "905724afe1bc683d", "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a",
      "6fe9b308c2d714a5", "a2847615fb9e3cd0"
    };
    ByteBuffer words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    long[] v = new long[16];
    System.arraycopy(START, 0, v, 0, 8);
    System.arraycopy(START, 0, v, 8, 8);
    v[8] ^= 0x01010040;
    v[12] ^= count;
    v[14] ^= last ? -1 : 0;
    for (int i = 0; i < rounds; i++) {
      for (int k = 0; k < 8; k++) {
        // the columns, then the diagonals
        int turn = k / 4;
        int[] at = {k % 4, 4 + (k + turn) % 4, 8 + (k + 2 * turn) % 4, 12 + (k + 3 * turn) % 4};
        for (int half = 0; half < 2; half++) {
          int word = Character.digit(orders[i % 10].charAt(2 * k + half), 16);
          v[at[0]] += v[at[1]] + words.getLong(8 * word);
          v[at[3]] = Long.rotateRight(v[at[3]] ^ v[at[0]], half == 0 ? 32 : 16);
          v[at[2]] += v[at[3]];
          v[at[1]] = Long.rotateRight(v[at[1]] ^ v[at[2]], half == 0 ? 24 : 63);
        }
      }
    }
    ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 8; i++) {
      out.putLong(START[i] ^ v[i] ^ v[i + 8]);
    }
    return out.array();
  }
}
