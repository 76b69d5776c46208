package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class KeccakBatchTest {
  private final Random random = new Random(Vectors.seed(KeccakBatchTest.class));

  @Test
  void hashesBatchesLikeSingleInputsBeforeAndAfterItIsWarm() {
    compareRandomBatches(20);
    KeccakBatch.warmUp();
    compareRandomBatches(300);
    assertThat(KeccakBatch.warmUp()).isEqualTo(KeccakBatch.warmUp());
  }

  private void compareRandomBatches(int batches) {
    for (int i = 0; i < batches; i++) {
      int count = random.nextInt(70);
      int[] ends = new int[count];
      int end = 0;
      for (int j = 0; j < count; j++) {
        end += random.nextInt(5) == 0 ? random.nextInt(1500) : random.nextInt(280);
        ends[j] = end;
      }
      byte[] input = new byte[end];
      random.nextBytes(input);
      byte[] out = new byte[32 * count];
      KeccakBatch.hash(input, ends, count, out);
      for (int j = 0, start = 0; j < count; start = ends[j++]) {
        assertThat(Arrays.copyOfRange(out, 32 * j, 32 * j + 32))
            .as("input %d of %d, %d bytes", j, count, ends[j] - start)
            .isEqualTo(Keccak256.hash(input, start, ends[j] - start).toArray());
      }
    }
  }

  @Test
  void refusesRangesOutsideOfTheArrays() {
    byte[] out = new byte[64];
    assertThatThrownBy(() -> KeccakBatch.hash(new byte[10], new int[] {5, 11}, 2, out))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> KeccakBatch.hash(new byte[10], new int[] {5, 4}, 2, out))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> KeccakBatch.hash(new byte[10], new int[] {1, 2, 3}, 3, out))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
