package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.crypto.curve.P256Number;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

final class P256NumberTest {
  private static final BigInteger P = P256.PRIME.toBigInteger();

  private final Random random = new Random(Vectors.seed(P256NumberTest.class));

  /** Numbers whose limbs are all full or all empty among them. */
  private List<BigInteger> numbers() {
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      numbers.add(BigInteger.valueOf(i));
      numbers.add(P.subtract(BigInteger.valueOf(i + 1)));
    }
    BigInteger intoForm = BigInteger.ONE.shiftLeft(260).modInverse(P);
    for (int bits = 1; bits <= 256; bits += 15) {
      BigInteger ones = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      numbers.add(ones.mod(P));
      // these limbs are what is kept
      numbers.add(ones.multiply(intoForm).mod(P));
      numbers.add(new BigInteger(256, random).mod(P));
    }
    return numbers;
  }

  private static P256Number number(BigInteger value) {
    return P256Number.of(U256.of(value));
  }

  private static void isAs(P256Number number, BigInteger expected) {
    assertThat(number.value().toBigInteger()).isEqualTo(expected.mod(P));
    P256Number reduced = new P256Number();
    reduced.set(number);
    reduced.reduce();
    assertThat(reduced.value().toBigInteger()).isEqualTo(expected.mod(P));
    assertThat(number.isZero()).isEqualTo(expected.mod(P).signum() == 0);
    assertThat(reduced.isZero()).isEqualTo(expected.mod(P).signum() == 0);
  }

  /** Sevenfold the one less the other: limbs as large as factors may have. */
  private static P256Number large(P256Number x, P256Number y, boolean isNegated) {
    P256Number large = new P256Number();
    large.setMultipleMinus(7, x, y);
    if (isNegated) {
      large.negate();
    }
    return large;
  }

  @Test
  void sumsDifferencesAndMultiplesAreThoseModuloThePrime() {
    for (BigInteger x : numbers()) {
      for (BigInteger y : numbers()) {
        P256Number result = new P256Number();
        result.setSum(number(x), number(y));
        isAs(result, x.add(y));
        result.setDifference(number(x), number(y));
        isAs(result, x.subtract(y));
        result.subtract(8, number(y));
        isAs(result, x.subtract(y.multiply(BigInteger.valueOf(9))));
        result.set(number(x));
        result.triple();
        isAs(result, x.multiply(BigInteger.valueOf(3)));
      }
    }
  }

  @Test
  void productsOfFactorsWithTheLargestLimbsAreThoseModuloThePrime() {
    BigInteger seven = BigInteger.valueOf(7);
    for (BigInteger x : numbers()) {
      for (BigInteger y : numbers()) {
        boolean isNegated = random.nextBoolean();
        BigInteger first = x.multiply(seven).subtract(y);
        BigInteger second = y.multiply(seven).subtract(x);
        P256Number large = large(number(x), number(y), false);
        P256Number other = large(number(y), number(x), isNegated);
        P256Number result = new P256Number();
        result.setProduct(large, other);
        isAs(result, isNegated ? first.multiply(second).negate() : first.multiply(second));
        result.setSquare(other);
        isAs(result, second.multiply(second));
        large.setProduct(large, large);
        isAs(large, first.multiply(first));
      }
    }
  }

  @Test
  void invertsAllButZero() {
    for (BigInteger x : numbers()) {
      P256Number result = number(x);
      result.invert();
      isAs(result, x.signum() == 0 ? x : x.modInverse(P));
    }
  }
}
