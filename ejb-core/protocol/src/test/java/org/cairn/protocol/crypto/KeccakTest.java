package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class KeccakTest {
  private final Random random = new Random(Vectors.seed(KeccakTest.class));

  @Test
  void hashesTheEmptyString() {
    assertThat(Keccak256.hash(new byte[0]))
        .hasToString("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  @Test
  void agreesWithBouncyCastleOnEveryLengthAndOffset() {
    for (int length = 0; length < 600; length++) {
      byte[] input = new byte[length + 16];
      random.nextBytes(input);
      int offset = random.nextInt(16);
      assertThat(Keccak256.hash(input, offset, length).toArray())
          .as("256, %d bytes", length)
          .isEqualTo(bouncyCastle(256, input, offset, length));
      byte[] out = new byte[64];
      Keccak512.hash(input, offset, length, out, 0);
      assertThat(out)
          .as("512, %d bytes", length)
          .isEqualTo(bouncyCastle(512, input, offset, length));
    }
  }

  @Test
  void writesTheHashOverItsOwnInput() {
    byte[] buffer = new byte[64];
    random.nextBytes(buffer);
    byte[] expected = Keccak256.hash(buffer).toArray();
    Keccak256.hash(buffer, 0, 64, buffer, 16);
    assertThat(Arrays.copyOfRange(buffer, 16, 48)).isEqualTo(expected);
  }

  @Test
  void hashesWordsLikeBytes() {
    byte[] bytes = new byte[64];
    int[] words = new int[20];
    for (int i = 0; i < 16; i++) {
      words[i + 3] = random.nextInt();
      for (int j = 0; j < 4; j++) {
        bytes[4 * i + j] = (byte) (words[i + 3] >>> 8 * j);
      }
    }
    Keccak512.hashWords(words, 3);
    byte[] out = new byte[64];
    for (int i = 0; i < 64; i++) {
      out[i] = (byte) (words[3 + i / 4] >>> 8 * (i % 4));
    }
    assertThat(out).isEqualTo(Keccak512.hash(bytes));
  }

  @Test
  void refusesARangeOutsideOfTheArray() {
    assertThatThrownBy(() -> Keccak256.hash(new byte[10], 5, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Keccak256.hash(new byte[10], -1, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void hashesPublicExamplesOfTheOtherDigests() {
    byte[] abc = {'a', 'b', 'c'};
    assertThat(Bytes.wrap(Sha256.hash(abc)))
        .hasToString("0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Bytes.wrap(Ripemd160.hash(abc)))
        .hasToString("0x8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
  }

  private static byte[] bouncyCastle(int bits, byte[] input, int offset, int length) {
    KeccakDigest digest = new KeccakDigest(bits);
    digest.update(input, offset, length);
    byte[] out = new byte[bits / 8];
    digest.doFinal(out, 0);
    return out;
  }
}
