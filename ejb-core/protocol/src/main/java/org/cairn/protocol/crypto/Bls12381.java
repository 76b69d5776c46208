package org.cairn.protocol.crypto;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The curve BLS12-381.
 *
 * <p>Encoding (EIP-2537): a number of the field has 64 bytes, a point of G1 two and one of G2 four
 * of them, real parts first; all zero is infinity. A result is null where an input is no point or,
 * where that is asked for, not of the prime order. Thread-safe.
 */
public interface Bls12381 {
  /** The prime order. */
  BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  /**
   * The implementation of this process: blst where its shared library is on the class path and fits
   * the machine, Java elsewhere or if the system property {@code cairn.crypto} is {@code java}.
   */
  static Bls12381 instance() {
    return Bls12381Choice.CHOSEN;
  }

  /** The sum of two points of G1 in 256 bytes. */
  byte @Nullable [] addG1(byte[] input);

  /** The sum of two points of G2 in 512 bytes. */
  byte @Nullable [] addG2(byte[] input);

  /** The sum of products of points of G1 and numbers, 160 bytes each pair. */
  byte @Nullable [] multiplyG1(byte[] input);

  /** The sum of products of points of G2 and numbers, 288 bytes each pair. */
  byte @Nullable [] multiplyG2(byte[] input);

  /** Whether the product of the pairings of all pairs (384 bytes each) is one. */
  @Nullable Boolean pairing(byte[] input);

  /** A point of G1 from a number of 64 bytes. */
  byte @Nullable [] mapToG1(byte[] input);

  /** A point of G2 from two numbers of 64 bytes. */
  byte @Nullable [] mapToG2(byte[] input);

  /** A point of G1 of the prime order, or infinity, from its compressed form of 48 bytes. */
  byte @Nullable [] uncompressG1(byte[] compressed);

  /** A point of G2 of the prime order, or infinity, from its compressed form of 96 bytes. */
  byte @Nullable [] uncompressG2(byte[] compressed);

  /** As {@link #multiplyG1}, for points that are known to be of the prime order. */
  byte[] combineG1(byte[] input);

  /** As {@link #pairing}, for points that are known to be of the prime orders. */
  boolean pairingOfKnown(byte[] input);
}
