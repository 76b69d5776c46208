package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations on encoded points: 64 bytes (x, y) for G1, 128 for G2 with imaginary parts first, all
 * zero for infinity. Thread-safe.
 */
public final class AltBn128 {
  /** Bytes of a pair of points. */
  public static final int PAIR_LENGTH = 192;

  private AltBn128() {}

  /** The sum of two points of G1 in 128 bytes; null if one is none. */
  public static byte @Nullable [] add(byte[] input) {
    G1 a = G1.read(input, 0);
    G1 b = G1.read(input, 64);
    return a == null || b == null ? null : a.plus(b).encoded();
  }

  /** The product of a point of G1 and a number in 96 bytes; null if it is no point. */
  public static byte @Nullable [] multiply(byte[] input) {
    G1 a = G1.read(input, 0);
    return a == null ? null : a.times(new BigInteger(1, input, 64, 32)).encoded();
  }

  /**
   * Whether the product of the pairings of all pairs is one; null if a point is none. The length
   * must be a multiple of {@link #PAIR_LENGTH}.
   */
  public static @Nullable Boolean pairing(byte[] input) {
    List<G1> first = new ArrayList<>();
    List<G2> second = new ArrayList<>();
    for (int at = 0; at < input.length; at += PAIR_LENGTH) {
      G1 a = G1.read(input, at);
      G2 b = a == null ? null : G2.read(input, at + 64);
      if (a == null || b == null) {
        return null;
      }
      first.add(a);
      second.add(b);
    }
    return Pairing.productIsOne(first, second);
  }
}
