package org.cairn.protocol.precompile;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * base^exponent mod modulus over numbers of any length (EIP-198). Input: the lengths of base,
 * exponent and modulus in 32 bytes each, then the three; what is missing at the end is zero.
 */
final class ModExp implements Precompile {
  /** The price lists. */
  enum Pricing {
    BYZANTIUM,
    BERLIN,
    OSAKA
  }

  /** EIP-7823. */
  private static final BigInteger OSAKA_LIMIT = BigInteger.valueOf(1_024);

  private static final BigInteger WORD = BigInteger.valueOf(32);

  private final Pricing pricing;

  ModExp(Pricing pricing) {
    this.pricing = pricing;
  }

  private static BigInteger length(byte[] input, int index) {
    return number(input, BigInteger.valueOf(32L * index), 32);
  }

  private static BigInteger number(byte[] input, BigInteger from, int length) {
    if (length == 0 || from.compareTo(BigInteger.valueOf(input.length)) >= 0) {
      return BigInteger.ZERO;
    }
    int at = from.intValueExact();
    return new BigInteger(1, Arrays.copyOfRange(input, at, at + length));
  }

  @Override
  public long gas(byte[] input) {
    BigInteger base = length(input, 0);
    BigInteger exponent = length(input, 1);
    BigInteger modulus = length(input, 2);
    BigInteger head =
        number(input, base.add(BigInteger.valueOf(96)), exponent.min(WORD).intValueExact());
    BigInteger longest = base.max(modulus);
    BigInteger gas =
        switch (pricing) {
          case BYZANTIUM ->
              quadratic(longest)
                  .multiply(iterations(exponent, head, 8))
                  .divide(BigInteger.valueOf(20));
          case BERLIN ->
              squareOfWords(longest)
                  .multiply(iterations(exponent, head, 8))
                  .divide(BigInteger.valueOf(3))
                  .max(BigInteger.valueOf(200));
          case OSAKA ->
              osakaComplexity(longest)
                  .multiply(iterations(exponent, head, 16))
                  .max(BigInteger.valueOf(500));
        };
    return gas.bitLength() > 63 ? Long.MAX_VALUE : gas.longValueExact();
  }

  private static BigInteger iterations(BigInteger length, BigInteger head, int perByte) {
    long bits = Math.max(head.bitLength() - 1, 0);
    BigInteger beyond = length.subtract(WORD).max(BigInteger.ZERO);
    return beyond
        .multiply(BigInteger.valueOf(perByte))
        .add(BigInteger.valueOf(bits))
        .max(BigInteger.ONE);
  }

  private static BigInteger quadratic(BigInteger x) {
    BigInteger square = x.multiply(x);
    if (x.bitLength() > 11 || x.intValueExact() > 1_024) {
      return square
          .shiftRight(4)
          .add(x.multiply(BigInteger.valueOf(480)))
          .subtract(BigInteger.valueOf(199_680));
    }
    if (x.intValueExact() > 64) {
      return square
          .shiftRight(2)
          .add(x.multiply(BigInteger.valueOf(96)))
          .subtract(BigInteger.valueOf(3_072));
    }
    return square;
  }

  private static BigInteger squareOfWords(BigInteger x) {
    BigInteger words = x.add(BigInteger.valueOf(7)).shiftRight(3);
    return words.multiply(words);
  }

  private static BigInteger osakaComplexity(BigInteger x) {
    return x.compareTo(WORD) <= 0 ? BigInteger.valueOf(16) : squareOfWords(x).shiftLeft(1);
  }

  @Override
  public byte @Nullable [] run(byte[] input) {
    BigInteger baseLength = length(input, 0);
    BigInteger exponentLength = length(input, 1);
    BigInteger modulusLength = length(input, 2);
    if (pricing == Pricing.OSAKA
        && baseLength.max(exponentLength).max(modulusLength).compareTo(OSAKA_LIMIT) > 0) {
      return null;
    }
    if (modulusLength.signum() == 0) {
      return new byte[0];
    }
    int size = modulusLength.intValueExact();
    BigInteger from = BigInteger.valueOf(96);
    BigInteger base = number(input, from, present(input, baseLength), baseLength);
    from = from.add(baseLength);
    BigInteger exponent = number(input, from, present(input, exponentLength), exponentLength);
    from = from.add(exponentLength);
    BigInteger modulus = number(input, from, size);
    byte[] out = new byte[size];
    if (modulus.bitLength() > 1) {
      byte[] result = power(base, exponent, modulus).toByteArray();
      int skip = Math.max(result.length - size, 0);
      System.arraycopy(result, skip, out, size - result.length + skip, result.length - skip);
    }
    return out;
  }

  private static BigInteger power(BigInteger base, BigInteger exponent, BigInteger modulus) {
    if (modulus.bitLength() <= 64) {
      return OneWordPower.of(base, exponent, modulus);
    }
    return modulus.bitLength() <= 128
        ? TwoWordPower.of(base, exponent, modulus)
        : base.modPow(exponent, modulus);
  }

  private static int present(byte[] input, BigInteger length) {
    return length.min(BigInteger.valueOf(input.length)).intValueExact();
  }

  /** A number of which only the first {@code present} bytes can be in the input; zeros follow. */
  private static BigInteger number(byte[] input, BigInteger from, int present, BigInteger length) {
    BigInteger head = number(input, from, present);
    return head.signum() == 0
        ? head
        : head.shiftLeft(8 * length.subtract(BigInteger.valueOf(present)).intValueExact());
  }
}
