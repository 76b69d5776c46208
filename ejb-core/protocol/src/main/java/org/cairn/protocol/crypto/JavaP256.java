package org.cairn.protocol.crypto;

import java.util.Optional;
import org.cairn.protocol.crypto.curve.P256Sum;
import org.cairn.protocol.crypto.curve.P256Sum.Term;
import org.cairn.protocol.uint.U256;

/**
 * The curve in Java: both products share their doublings, and their factors are written with odd
 * digits among many zeros. The Java platform's own verification takes thrice as long, because it
 * guards secrets that there are none of here.
 */
final class JavaP256 implements P256 {
  private static final int WIDTH = 5;
  private static final int WIDTH_OF_GENERATOR = 8;

  /** The generator 1, 3, 5, ... 127 times. */
  private static final Term[] GENERATOR =
      affine(
          oddMultiples(
              P256Sum.term(
                      U256.of("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
                      U256.of("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"))
                  .orElseThrow(),
              WIDTH_OF_GENERATOR));

  private static Term[] oddMultiples(Term point, int width) {
    Term[] multiples = new Term[1 << width - 2];
    P256Sum sum = new P256Sum();
    sum.add(point, false);
    sum.twice();
    Term twofold = sum.toTerm();
    multiples[0] = point;
    sum = new P256Sum();
    sum.add(point, false);
    for (int i = 1; i < multiples.length; i++) {
      sum.add(twofold, false);
      multiples[i] = sum.toTerm();
    }
    return multiples;
  }

  private static Term[] affine(Term[] terms) {
    Term[] affine = new Term[terms.length];
    for (int i = 0; i < terms.length; i++) {
      P256Sum sum = new P256Sum();
      sum.add(terms[i], false);
      affine[i] = sum.toAffineTerm();
    }
    return affine;
  }

  /**
   * The number as the sum of digits times 2^i, each zero or odd and below 2^(width - 1) in size,
   * with at least width - 1 zeros above it (H. Cohen, A. Miyaji and T. Ono, 1998).
   */
  private static byte[] digits(U256 number, int width) {
    byte[] digits = new byte[257];
    long[] limbs = {number.word(3), number.word(2), number.word(1), number.word(0), 0};
    int carry = 0;
    for (int at = 0; at < digits.length; ) {
      int shift = at & 63;
      long window = limbs[at >> 6] >>> shift;
      if (shift > 64 - width && at < 256) {
        window |= limbs[(at >> 6) + 1] << 64 - shift;
      }
      if ((window + carry & 1) == 0) {
        at++;
        continue;
      }
      int digit = (int) (window & (1 << width) - 1) + carry;
      carry = digit >> width - 1;
      digits[at] = (byte) (digit - (carry << width));
      at += width;
    }
    return digits;
  }

  @Override
  public Optional<U256> sumOfProducts(U256 ofGenerator, U256 ofKey, U256 x, U256 y) {
    return P256Sum.term(x, y).flatMap(key -> sumOfProducts(ofGenerator, ofKey, key));
  }

  private static Optional<U256> sumOfProducts(U256 ofGenerator, U256 ofKey, Term key) {
    Term[] multiples = oddMultiples(key, WIDTH);
    byte[] digits = digits(ofKey, WIDTH);
    byte[] digitsOfGenerator = digits(ofGenerator, WIDTH_OF_GENERATOR);
    P256Sum sum = new P256Sum();
    for (int i = digits.length - 1; i >= 0; i--) {
      sum.twice();
      add(sum, multiples, digits[i]);
      add(sum, GENERATOR, digitsOfGenerator[i]);
    }
    return sum.x();
  }

  private static void add(P256Sum sum, Term[] oddMultiples, int digit) {
    if (digit != 0) {
      sum.add(oddMultiples[Math.abs(digit) >> 1], digit < 0);
    }
  }
}
