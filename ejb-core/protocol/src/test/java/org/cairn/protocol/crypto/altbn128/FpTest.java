package org.cairn.protocol.crypto.altbn128;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** The arithmetic of limbs against that of BigInteger. */
final class FpTest {
  private static final BigInteger R = BigInteger.ONE.shiftLeft(260);
  private static final long TIDY = (1L << 51) + (1L << 11);

  private final Random random = new Random(Vectors.seed(FpTest.class));

  /** The number that limbs stand for, Montgomery's factor included. */
  private static BigInteger value(Fp x) {
    long[] limbs = {x.a0, x.a1, x.a2, x.a3, x.a4};
    BigInteger sum = BigInteger.ZERO;
    for (int i = 4; i >= 0; i--) {
      sum = sum.shiftLeft(52).add(BigInteger.valueOf(limbs[i]));
    }
    return sum;
  }

  /** Limbs of up to so many tidy ones; every second time all of them as large as they may be. */
  private Fp untidy(int terms) {
    boolean largest = random.nextBoolean();
    Fp x = new Fp();
    x.a0 = limb(largest, TIDY * terms);
    x.a1 = limb(largest, TIDY * terms);
    x.a2 = limb(largest, TIDY * terms);
    x.a3 = limb(largest, TIDY * terms);
    x.a4 = limb(largest, Fp.P.shiftRight(207).longValueExact() * terms);
    return x;
  }

  private long limb(boolean largest, long bound) {
    if (largest) {
      return random.nextInt(8) == 0 ? -bound : bound;
    }
    return random.nextLong(-bound, bound + 1);
  }

  private static void assertTidy(Fp x, int tenthsOfP) {
    assertThat(Math.abs(x.a0)).isLessThanOrEqualTo(TIDY);
    assertThat(Math.abs(x.a1)).isLessThanOrEqualTo(TIDY);
    assertThat(Math.abs(x.a2)).isLessThanOrEqualTo(TIDY);
    assertThat(Math.abs(x.a3)).isLessThanOrEqualTo(TIDY);
    assertThat(value(x).abs().multiply(BigInteger.TEN))
        .isLessThan(Fp.P.multiply(BigInteger.valueOf(tenthsOfP)));
  }

  private static void assertCongruent(BigInteger actual, BigInteger expected) {
    assertThat(actual.mod(Fp.P)).isEqualTo(expected.mod(Fp.P));
  }

  @Test
  void productsOfTheLargestFactorsAreExactAndTidy() {
    int[][] sizes = {{1, 1}, {5, 4}, {2, 10}, {1, 20}};
    for (int i = 0; i < 4_000; i++) {
      int[] size = sizes[i % sizes.length];
      Fp x = untidy(size[0]);
      Fp y = untidy(size[1]);
      Fp product = new Fp();
      product.product(x, y);
      assertCongruent(value(product).multiply(R), value(x).multiply(value(y)));
      assertTidy(product, 20);
    }
  }

  @Test
  void quadraticProductsOfTheLargestFactorsAreExactAndTidy() {
    int[][] sizes = {{1, 1}, {2, 5}, {3, 3}, {10, 1}};
    for (int i = 0; i < 4_000; i++) {
      int[] size = sizes[i % sizes.length];
      Fp2 x = Fp2.of(untidy(size[0]), untidy(size[0]));
      Fp2 y = Fp2.of(untidy(size[1]), untidy(size[1]));
      Fp2 product = new Fp2();
      product.product(x, y);
      assertQuadraticProduct(product, x, y);
      x.set(y);
      if (size[1] <= 3) {
        y.square(y);
        assertQuadraticProduct(y, x, x);
      }
    }
  }

  private static void assertQuadraticProduct(Fp2 product, Fp2 x, Fp2 y) {
    BigInteger re = value(x.re).multiply(value(y.re)).subtract(value(x.im).multiply(value(y.im)));
    BigInteger im = value(x.re).multiply(value(y.im)).add(value(x.im).multiply(value(y.re)));
    assertCongruent(value(product.re).multiply(R), re);
    assertCongruent(value(product.im).multiply(R), im);
    assertTidy(product.re, 20);
    assertTidy(product.im, 20);
  }

  @Test
  void tidyKeepsTheNumberAndMakesItSmall() {
    for (int i = 0; i < 4_000; i++) {
      Fp x = untidy(1 + random.nextInt(120));
      Fp tidy = new Fp();
      tidy.set(x);
      tidy.tidy();
      assertCongruent(value(tidy), value(x));
      assertTidy(tidy, 6);
    }
  }

  @Test
  void findsMultiplesOfPToBeZero() {
    Fp one = Fp.of(Fp.P.subtract(BigInteger.ONE));
    one.sum(one, Fp.ONE);
    assertThat(one.isZero()).isTrue();
    Fp x = untidy(1);
    for (int factor = -100; factor <= 100; factor++) {
      Fp multiple = new Fp();
      multiple.a0 = factor * Fp.P0;
      multiple.a1 = factor * Fp.P1;
      multiple.a2 = factor * Fp.P2;
      multiple.a3 = factor * Fp.P3;
      multiple.a4 = factor * Fp.P4;
      assertThat(multiple.isZero()).isTrue();
      multiple.sum(multiple, x);
      assertThat(multiple.isZero()).isEqualTo(value(x).mod(Fp.P).signum() == 0);
      multiple.difference(multiple, x);
      multiple.a1 += 1;
      assertThat(multiple.isZero()).isFalse();
    }
  }

  @Test
  void writesWhatItReads() {
    byte[] bytes = new byte[40];
    byte[] back = new byte[40];
    for (int i = 0; i < 1000; i++) {
      BigInteger number = i == 0 ? Fp.P.subtract(BigInteger.ONE) : below(Fp.P);
      System.arraycopy(SlowCurve.word(number), 0, bytes, 4, 32);
      assertThat(Fp.isElement(bytes, 4)).isTrue();
      Fp x = new Fp();
      x.read(bytes, 4);
      assertCongruent(value(x), number.multiply(R));
      x.write(back, 4);
      assertThat(back).isEqualTo(bytes);
    }
  }

  @Test
  void refusesWhatIsNotBelowP() {
    for (int more = 0; more < 3; more++) {
      byte[] bytes = Fp.P.add(BigInteger.valueOf(more)).toByteArray();
      assertThat(Fp.isElement(bytes, 0)).isFalse();
    }
    byte[] largest = new byte[32];
    Arrays.fill(largest, (byte) -1);
    assertThat(Fp.isElement(largest, 0)).isFalse();
    assertThat(Fp.isElement(Fp.P.subtract(BigInteger.ONE).toByteArray(), 0)).isTrue();
  }

  @Test
  void aNumberTimesItsInverseIsOne() {
    for (int i = 0; i < 1000; i++) {
      Fp2 x = Fp2.of(untidy(3), untidy(3));
      Fp2 inverse = new Fp2();
      inverse.inverse(x);
      inverse.product(inverse, x);
      assertThat(inverse.isEqualTo(Fp2.one())).isTrue();
      inverse.re.inverse(x.re);
      inverse.re.product(inverse.re, x.re);
      assertThat(inverse.re.isEqualTo(Fp.ONE)).isTrue();
    }
    assertThatThrownBy(() -> new Fp().inverse(new Fp())).isInstanceOf(ArithmeticException.class);
  }

  private BigInteger below(BigInteger bound) {
    return new BigInteger(bound.bitLength() + 64, random).mod(bound);
  }
}
