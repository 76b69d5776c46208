package org.cairn.protocol.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Keccak-256 of several inputs at once, one in each lane of the processor's vectors.
 *
 * <p>Implementation: word w of lane l of the state is at {@code w * LANES + l}. Inputs that need
 * the same number of permutations go together; lanes that are left over stay empty, since even two
 * inputs are faster here than one behind the other. Until the JVM has compiled {@link #permute}
 * with its best compiler a permutation takes a thousand times as long; see {@link KeccakBatch}.
 *
 * <p>The module jdk.incubator.vector is optional: this class is touched only where it is there.
 */
final class VectorKeccak {
  private static final VectorSpecies<Long> SPECIES =
      LongVector.SPECIES_PREFERRED.length() >= 8 ? LongVector.SPECIES_512 : LongVector.SPECIES_256;

  private static final int LANES = SPECIES.length();

  private static final int RATE_WORDS = 17;
  private static final int RATE = 8 * RATE_WORDS;

  /** Inputs of more permutations than this are hashed one by one. */
  private static final int MOST_BLOCKS = 8;

  private static final int PERMUTATIONS_TO_WARM = 6000;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] input;
  private final int[] ends;
  private final byte[] out;
  private final long[] state = new long[25 * LANES];

  /** Inputs that wait for others of as many blocks, and how many they are. */
  private final int[] waiting = new int[MOST_BLOCKS * LANES];

  private final int[] sizes = new int[MOST_BLOCKS];

  private VectorKeccak(byte[] input, int[] ends, byte[] out) {
    this.input = input;
    this.ends = ends;
    this.out = out;
  }

  /** Whether vectors here have at least four lanes. */
  static boolean isWorthwhile() {
    return LongVector.SPECIES_PREFERRED.length() >= 4;
  }

  /** Makes the JVM compile the permutation: about 0.7 s of one processor. */
  static long warmUp() {
    long[] state = new long[25 * LANES];
    for (int i = 0; i < PERMUTATIONS_TO_WARM; i++) {
      permute(state);
    }
    return state[0];
  }

  static void hash(byte[] input, int[] ends, int count, byte[] out) {
    VectorKeccak batch = new VectorKeccak(input, ends, out);
    for (int i = 0; i < count; i++) {
      batch.add(i);
    }
    for (int group = 0; group < MOST_BLOCKS; group++) {
      batch.flush(group);
    }
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private void add(int index) {
    int length = ends[index] - start(index);
    int group = length / RATE;
    if (group >= MOST_BLOCKS) {
      Keccak256.hash(input, start(index), length, out, 32 * index);
      return;
    }
    waiting[group * LANES + sizes[group]++] = index;
    if (sizes[group] == LANES) {
      flush(group);
    }
  }

  private void flush(int group) {
    int size = sizes[group];
    int first = group * LANES;
    if (size == 1) {
      int index = waiting[first];
      Keccak256.hash(input, start(index), ends[index] - start(index), out, 32 * index);
    } else if (size > 1) {
      Arrays.fill(state, 0);
      for (int block = 0; block <= group; block++) {
        for (int lane = 0; lane < size; lane++) {
          absorb(waiting[first + lane], lane, block, block == group);
        }
        permute(state);
      }
      for (int lane = 0; lane < size; lane++) {
        squeeze(waiting[first + lane], lane);
      }
    }
    sizes[group] = 0;
  }

  private void absorb(int index, int lane, int block, boolean last) {
    int at = start(index) + block * RATE;
    int words = last ? (ends[index] - at) >> 3 : RATE_WORDS;
    for (int i = 0; i < words; i++) {
      state[i * LANES + lane] ^= (long) LONG.get(input, at + 8 * i);
    }
    if (last) {
      int tail = at + 8 * words;
      state[words * LANES + lane] ^=
          KeccakSponge.tail(input, tail, ends[index] - tail, KeccakSponge.KECCAK_PADDING);
      state[(RATE_WORDS - 1) * LANES + lane] ^= Long.MIN_VALUE;
    }
  }

  private void squeeze(int index, int lane) {
    for (int i = 0; i < 4; i++) {
      LONG.set(out, 32 * index + 8 * i, state[i * LANES + lane]);
    }
  }

  /**
   * Permutes all lanes of the state in place; the rounds are those of {@link KeccakPermutation}.
   */
  private static void permute(long[] state) {
    LongVector b0, b1, b2, b3, b4;
    LongVector c0, c1, c2, c3, c4;
    LongVector d0, d1, d2, d3, d4;
    LongVector a0 = LongVector.fromArray(SPECIES, state, 0 * LANES);
    LongVector a1 = LongVector.fromArray(SPECIES, state, 1 * LANES);
    LongVector a2 = LongVector.fromArray(SPECIES, state, 2 * LANES);
    LongVector a3 = LongVector.fromArray(SPECIES, state, 3 * LANES);
    LongVector a4 = LongVector.fromArray(SPECIES, state, 4 * LANES);
    LongVector a5 = LongVector.fromArray(SPECIES, state, 5 * LANES);
    LongVector a6 = LongVector.fromArray(SPECIES, state, 6 * LANES);
    LongVector a7 = LongVector.fromArray(SPECIES, state, 7 * LANES);
    LongVector a8 = LongVector.fromArray(SPECIES, state, 8 * LANES);
    LongVector a9 = LongVector.fromArray(SPECIES, state, 9 * LANES);
    LongVector a10 = LongVector.fromArray(SPECIES, state, 10 * LANES);
    LongVector a11 = LongVector.fromArray(SPECIES, state, 11 * LANES);
    LongVector a12 = LongVector.fromArray(SPECIES, state, 12 * LANES);
    LongVector a13 = LongVector.fromArray(SPECIES, state, 13 * LANES);
    LongVector a14 = LongVector.fromArray(SPECIES, state, 14 * LANES);
    LongVector a15 = LongVector.fromArray(SPECIES, state, 15 * LANES);
    LongVector a16 = LongVector.fromArray(SPECIES, state, 16 * LANES);
    LongVector a17 = LongVector.fromArray(SPECIES, state, 17 * LANES);
    LongVector a18 = LongVector.fromArray(SPECIES, state, 18 * LANES);
    LongVector a19 = LongVector.fromArray(SPECIES, state, 19 * LANES);
    LongVector a20 = LongVector.fromArray(SPECIES, state, 20 * LANES);
    LongVector a21 = LongVector.fromArray(SPECIES, state, 21 * LANES);
    LongVector a22 = LongVector.fromArray(SPECIES, state, 22 * LANES);
    LongVector a23 = LongVector.fromArray(SPECIES, state, 23 * LANES);
    LongVector a24 = LongVector.fromArray(SPECIES, state, 24 * LANES);
    for (int round = 0; round < 24; round += 2) {
      LongVector e0,
          e1,
          e2,
          e3,
          e4,
          e5,
          e6,
          e7,
          e8,
          e9,
          e10,
          e11,
          e12,
          e13,
          e14,
          e15,
          e16,
          e17,
          e18,
          e19,
          e20,
          e21,
          e22,
          e23,
          e24;
      c0 =
          a0.lanewise(VectorOperators.XOR, a5)
              .lanewise(VectorOperators.XOR, a10)
              .lanewise(VectorOperators.XOR, a15)
              .lanewise(VectorOperators.XOR, a20);
      c1 =
          a1.lanewise(VectorOperators.XOR, a6)
              .lanewise(VectorOperators.XOR, a11)
              .lanewise(VectorOperators.XOR, a16)
              .lanewise(VectorOperators.XOR, a21);
      c2 =
          a2.lanewise(VectorOperators.XOR, a7)
              .lanewise(VectorOperators.XOR, a12)
              .lanewise(VectorOperators.XOR, a17)
              .lanewise(VectorOperators.XOR, a22);
      c3 =
          a3.lanewise(VectorOperators.XOR, a8)
              .lanewise(VectorOperators.XOR, a13)
              .lanewise(VectorOperators.XOR, a18)
              .lanewise(VectorOperators.XOR, a23);
      c4 =
          a4.lanewise(VectorOperators.XOR, a9)
              .lanewise(VectorOperators.XOR, a14)
              .lanewise(VectorOperators.XOR, a19)
              .lanewise(VectorOperators.XOR, a24);
      d0 = c4.lanewise(VectorOperators.XOR, c1.lanewise(VectorOperators.ROL, 1L));
      d1 = c0.lanewise(VectorOperators.XOR, c2.lanewise(VectorOperators.ROL, 1L));
      d2 = c1.lanewise(VectorOperators.XOR, c3.lanewise(VectorOperators.ROL, 1L));
      d3 = c2.lanewise(VectorOperators.XOR, c4.lanewise(VectorOperators.ROL, 1L));
      d4 = c3.lanewise(VectorOperators.XOR, c0.lanewise(VectorOperators.ROL, 1L));
      b0 = a0.lanewise(VectorOperators.XOR, d0);
      b1 = a6.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 44L);
      b2 = a12.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 43L);
      b3 = a18.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 21L);
      b4 = a24.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 14L);
      e0 =
          b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1))
              .lanewise(VectorOperators.XOR, KeccakPermutation.ROUND_CONSTANTS[round]);
      e1 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      e2 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      e3 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      e4 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = a3.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 28L);
      b1 = a9.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 20L);
      b2 = a10.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 3L);
      b3 = a16.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 45L);
      b4 = a22.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 61L);
      e5 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      e6 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      e7 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      e8 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      e9 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = a1.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 1L);
      b1 = a7.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 6L);
      b2 = a13.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 25L);
      b3 = a19.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 8L);
      b4 = a20.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 18L);
      e10 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      e11 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      e12 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      e13 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      e14 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = a4.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 27L);
      b1 = a5.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 36L);
      b2 = a11.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 10L);
      b3 = a17.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 15L);
      b4 = a23.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 56L);
      e15 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      e16 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      e17 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      e18 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      e19 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = a2.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 62L);
      b1 = a8.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 55L);
      b2 = a14.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 39L);
      b3 = a15.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 41L);
      b4 = a21.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 2L);
      e20 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      e21 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      e22 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      e23 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      e24 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      c0 =
          e0.lanewise(VectorOperators.XOR, e5)
              .lanewise(VectorOperators.XOR, e10)
              .lanewise(VectorOperators.XOR, e15)
              .lanewise(VectorOperators.XOR, e20);
      c1 =
          e1.lanewise(VectorOperators.XOR, e6)
              .lanewise(VectorOperators.XOR, e11)
              .lanewise(VectorOperators.XOR, e16)
              .lanewise(VectorOperators.XOR, e21);
      c2 =
          e2.lanewise(VectorOperators.XOR, e7)
              .lanewise(VectorOperators.XOR, e12)
              .lanewise(VectorOperators.XOR, e17)
              .lanewise(VectorOperators.XOR, e22);
      c3 =
          e3.lanewise(VectorOperators.XOR, e8)
              .lanewise(VectorOperators.XOR, e13)
              .lanewise(VectorOperators.XOR, e18)
              .lanewise(VectorOperators.XOR, e23);
      c4 =
          e4.lanewise(VectorOperators.XOR, e9)
              .lanewise(VectorOperators.XOR, e14)
              .lanewise(VectorOperators.XOR, e19)
              .lanewise(VectorOperators.XOR, e24);
      d0 = c4.lanewise(VectorOperators.XOR, c1.lanewise(VectorOperators.ROL, 1L));
      d1 = c0.lanewise(VectorOperators.XOR, c2.lanewise(VectorOperators.ROL, 1L));
      d2 = c1.lanewise(VectorOperators.XOR, c3.lanewise(VectorOperators.ROL, 1L));
      d3 = c2.lanewise(VectorOperators.XOR, c4.lanewise(VectorOperators.ROL, 1L));
      d4 = c3.lanewise(VectorOperators.XOR, c0.lanewise(VectorOperators.ROL, 1L));
      b0 = e0.lanewise(VectorOperators.XOR, d0);
      b1 = e6.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 44L);
      b2 = e12.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 43L);
      b3 = e18.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 21L);
      b4 = e24.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 14L);
      a0 =
          b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1))
              .lanewise(VectorOperators.XOR, KeccakPermutation.ROUND_CONSTANTS[round + 1]);
      a1 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      a2 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      a3 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      a4 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = e3.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 28L);
      b1 = e9.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 20L);
      b2 = e10.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 3L);
      b3 = e16.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 45L);
      b4 = e22.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 61L);
      a5 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      a6 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      a7 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      a8 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      a9 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = e1.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 1L);
      b1 = e7.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 6L);
      b2 = e13.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 25L);
      b3 = e19.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 8L);
      b4 = e20.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 18L);
      a10 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      a11 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      a12 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      a13 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      a14 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = e4.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 27L);
      b1 = e5.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 36L);
      b2 = e11.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 10L);
      b3 = e17.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 15L);
      b4 = e23.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 56L);
      a15 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      a16 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      a17 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      a18 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      a19 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
      b0 = e2.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.ROL, 62L);
      b1 = e8.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.ROL, 55L);
      b2 = e14.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.ROL, 39L);
      b3 = e15.lanewise(VectorOperators.XOR, d0).lanewise(VectorOperators.ROL, 41L);
      b4 = e21.lanewise(VectorOperators.XOR, d1).lanewise(VectorOperators.ROL, 2L);
      a20 = b0.lanewise(VectorOperators.XOR, b2.lanewise(VectorOperators.AND_NOT, b1));
      a21 = b1.lanewise(VectorOperators.XOR, b3.lanewise(VectorOperators.AND_NOT, b2));
      a22 = b2.lanewise(VectorOperators.XOR, b4.lanewise(VectorOperators.AND_NOT, b3));
      a23 = b3.lanewise(VectorOperators.XOR, b0.lanewise(VectorOperators.AND_NOT, b4));
      a24 = b4.lanewise(VectorOperators.XOR, b1.lanewise(VectorOperators.AND_NOT, b0));
    }
    a0.intoArray(state, 0 * LANES);
    a1.intoArray(state, 1 * LANES);
    a2.intoArray(state, 2 * LANES);
    a3.intoArray(state, 3 * LANES);
    a4.intoArray(state, 4 * LANES);
    a5.intoArray(state, 5 * LANES);
    a6.intoArray(state, 6 * LANES);
    a7.intoArray(state, 7 * LANES);
    a8.intoArray(state, 8 * LANES);
    a9.intoArray(state, 9 * LANES);
    a10.intoArray(state, 10 * LANES);
    a11.intoArray(state, 11 * LANES);
    a12.intoArray(state, 12 * LANES);
    a13.intoArray(state, 13 * LANES);
    a14.intoArray(state, 14 * LANES);
    a15.intoArray(state, 15 * LANES);
    a16.intoArray(state, 16 * LANES);
    a17.intoArray(state, 17 * LANES);
    a18.intoArray(state, 18 * LANES);
    a19.intoArray(state, 19 * LANES);
    a20.intoArray(state, 20 * LANES);
    a21.intoArray(state, 21 * LANES);
    a22.intoArray(state, 22 * LANES);
    a23.intoArray(state, 23 * LANES);
    a24.intoArray(state, 24 * LANES);
  }
}
