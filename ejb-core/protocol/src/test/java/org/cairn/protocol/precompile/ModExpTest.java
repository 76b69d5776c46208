package org.cairn.protocol.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** Powers as the platform computes them, for moduli with a product of their own and others. */
final class ModExpTest {
  private final Random random = new Random(Vectors.seed(ModExpTest.class));

  private static byte[] padded(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] out = new byte[length];
    int size = Math.min(length, bytes.length);
    System.arraycopy(bytes, bytes.length - size, out, length - size, size);
    return out;
  }

  /** Numbers in so many bytes. */
  private static byte[] input(
      BigInteger base, int b, BigInteger exponent, int e, BigInteger modulus, int m) {
    byte[] input = new byte[96 + b + e + m];
    System.arraycopy(padded(BigInteger.valueOf(b), 32), 0, input, 0, 32);
    System.arraycopy(padded(BigInteger.valueOf(e), 32), 0, input, 32, 32);
    System.arraycopy(padded(BigInteger.valueOf(m), 32), 0, input, 64, 32);
    System.arraycopy(padded(base, b), 0, input, 96, b);
    System.arraycopy(padded(exponent, e), 0, input, 96 + b, e);
    System.arraycopy(padded(modulus, m), 0, input, 96 + b + e, m);
    return input;
  }

  private void check(BigInteger base, BigInteger exponent, BigInteger modulus) {
    int b = length(base) + random.nextInt(3);
    int e = length(exponent) + random.nextInt(3);
    int m = length(modulus) + random.nextInt(3);
    BigInteger expected = modulus.signum() == 0 ? BigInteger.ZERO : base.modPow(exponent, modulus);
    byte[] input = input(base, b, exponent, e, modulus, m);
    for (Precompile contract :
        List.of(
            Precompiles.MODEXP_BYZANTIUM, Precompiles.MODEXP_BERLIN, Precompiles.MODEXP_OSAKA)) {
      assertThat(contract.run(input))
          .as("%x^%x mod %x", base, exponent, modulus)
          .isEqualTo(padded(expected, m));
    }
  }

  private static int length(BigInteger number) {
    return (number.bitLength() + 7) / 8;
  }

  private static final BigInteger ONE = BigInteger.ONE;

  /** Zero, one, powers of two and their neighbours, up to 192 bits. */
  private static List<BigInteger> edges() {
    List<BigInteger> edges = new ArrayList<>(List.of(BigInteger.ZERO, ONE, BigInteger.TWO));
    for (int bits : new int[] {2, 3, 31, 32, 33, 63, 64, 65, 96, 127, 128, 129, 192}) {
      BigInteger power = ONE.shiftLeft(bits);
      edges.addAll(List.of(power.subtract(ONE), power, power.add(ONE)));
      edges.add(power.subtract(BigInteger.TWO));
    }
    return edges;
  }

  @Test
  void powersOfEdgesModuloEdgesAreThoseOfThePlatform() {
    List<BigInteger> edges = edges();
    for (BigInteger base : edges) {
      for (BigInteger modulus : edges) {
        check(base, edges.get(random.nextInt(edges.size())), modulus);
        check(base, BigInteger.valueOf(random.nextInt(20)), modulus);
      }
    }
  }

  @Test
  void powersModuloRandomNumbersAreThoseOfThePlatform() {
    for (int i = 0; i < 20_000; i++) {
      // of each size as many, with any number of zeros at the end
      BigInteger modulus = number(1 + random.nextInt(140));
      modulus = modulus.shiftRight(random.nextInt(4) * modulus.bitLength() / 4);
      modulus = modulus.shiftLeft(random.nextInt(3) * random.nextInt(40));
      check(number(random.nextInt(260)), number(random.nextInt(80)), modulus);
    }
  }

  @Test
  void longExponentsAreRead() {
    for (int i = 0; i < 200; i++) {
      BigInteger exponent = number(random.nextInt(8_000));
      check(number(random.nextInt(300)), exponent, number(1 + random.nextInt(130)));
    }
  }

  private BigInteger number(int bits) {
    return new BigInteger(bits, random);
  }

  @Test
  void squaresOfTheLargestNumbersBelowOddModuliAreOne() {
    for (int bits = 2; bits <= 128; bits++) {
      BigInteger modulus = ONE.shiftLeft(bits).subtract(ONE);
      check(modulus.subtract(ONE), BigInteger.TWO, modulus);
      check(modulus.subtract(ONE), BigInteger.valueOf(255), modulus);
    }
  }

  @Test
  void missingInputIsZero() {
    byte[] input =
        input(BigInteger.valueOf(3), 1, BigInteger.valueOf(2), 1, BigInteger.valueOf(5), 1);
    assertThat(Precompiles.MODEXP_BERLIN.run(input)).containsExactly(4);
    assertThat(Precompiles.MODEXP_BERLIN.run(java.util.Arrays.copyOf(input, 98)))
        .containsExactly(0);
    assertThat(Precompiles.MODEXP_BERLIN.run(java.util.Arrays.copyOf(input, 96)))
        .containsExactly(0);
    assertThat(Precompiles.MODEXP_BERLIN.run(new byte[0])).isEmpty();
  }
}
