package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class KeccakStateTest {
  @Test
  void equalsTheHashOfEverythingSoFarHoweverItWasCut() {
    Random random = new Random(Vectors.seed(KeccakStateTest.class));
    byte[] input = new byte[700];
    random.nextBytes(input);
    KeccakState state = new KeccakState();
    byte[] digest = new byte[34];
    int at = 0;
    while (at < input.length) {
      int next = Math.min(input.length, at + random.nextInt(200));
      state.update(input, at, next - at);
      at = next;
      state.digest(digest, 1);
      assertThat(Hash32.read(digest, 1)).isEqualTo(Keccak256.hash(input, 0, at));
    }
  }

  @Test
  void padsABlockThatIsFullButForOneByte() {
    for (int length : new int[] {0, 134, 135, 136, 137, 271, 272}) {
      byte[] digest = new byte[32];
      new KeccakState().update(new byte[length]).digest(digest, 0);
      assertThat(Hash32.of(digest)).isEqualTo(Keccak256.hash(new byte[length]));
    }
  }
}
