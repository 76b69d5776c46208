package org.cairn.protocol.crypto.altbn128;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** Points against slow arithmetic of BigInteger, and what must hold for all pairings. */
final class AltBn128Test {
  private static final BigInteger LAMBDA =
      new BigInteger("4407920970296243842393367215006156084916469457145843978461");

  private final Random random = new Random(Vectors.seed(AltBn128Test.class));

  @Test
  void multipliesLikeTheSlowWay() {
    BigInteger n = SlowCurve.ORDER;
    BigInteger[] edges = {
      BigInteger.ZERO,
      BigInteger.ONE,
      BigInteger.TWO,
      n.subtract(BigInteger.ONE),
      n,
      n.add(BigInteger.ONE),
      n.shiftRight(1),
      n.multiply(BigInteger.valueOf(5)),
      n.multiply(BigInteger.valueOf(5)).add(BigInteger.valueOf(3)),
      BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE),
      BigInteger.ONE.shiftLeft(255),
      BigInteger.ONE.shiftLeft(128),
      BigInteger.ONE.shiftLeft(127),
      BigInteger.ONE.shiftLeft(64),
      LAMBDA,
      LAMBDA.negate().mod(n),
      LAMBDA.add(BigInteger.ONE),
      LAMBDA.subtract(BigInteger.ONE),
      LAMBDA.multiply(LAMBDA).mod(n),
      new BigInteger("6f4d8248eeb859fd0be4e1541221250b", 16),
      new BigInteger("89d3256894d213e3", 16)
    };
    SlowCurve.Point any = SlowCurve.G1.times(random256(), SlowCurve.GENERATOR);
    byte[] point = SlowCurve.G1.encoded(any);
    for (BigInteger edge : edges) {
      check(point, edge);
      check(new byte[64], edge);
      BigInteger near = edge.subtract(BigInteger.valueOf(20)).max(BigInteger.ZERO);
      SlowCurve.Point expected = SlowCurve.G1.times(near, any);
      for (int i = 0; i < 40 && near.bitLength() <= 256; i++) {
        check(point, near, expected);
        near = near.add(BigInteger.ONE);
        expected = SlowCurve.G1.sum(expected, any);
      }
    }
  }

  @Test
  void multipliesByRandomNumbersLikeTheSlowWay() {
    SlowCurve.Point any = SlowCurve.G1.times(random256(), SlowCurve.GENERATOR);
    for (int i = 0; i < 40; i++) {
      byte[] point = SlowCurve.G1.encoded(any);
      check(point, random256().shiftRight(random.nextInt(256)));
      BigInteger a = BigInteger.valueOf(random.nextInt(-64, 64));
      BigInteger b = BigInteger.valueOf(random.nextInt(-64, 64));
      check(point, b.multiply(LAMBDA).add(a).mod(SlowCurve.ORDER));
      any = SlowCurve.G1.sum(SlowCurve.G1.sum(any, any), SlowCurve.GENERATOR);
    }
  }

  private static void check(byte[] point, BigInteger scalar) {
    check(point, scalar, SlowCurve.G1.times(scalar, SlowCurve.G1.decoded(point)));
  }

  private static void check(byte[] point, BigInteger scalar, SlowCurve.Point expected) {
    byte[] input = SlowCurve.joined(point, SlowCurve.word(scalar));
    assertThat(AltBn128.multiply(input))
        .as("times %s", scalar)
        .isEqualTo(SlowCurve.G1.encoded(expected));
  }

  @Test
  void addsLikeTheSlowWay() {
    byte[] infinity = new byte[64];
    SlowCurve.Point b = SlowCurve.G1.times(random256(), SlowCurve.GENERATOR);
    for (int i = 0; i < 100; i++) {
      SlowCurve.Point a = SlowCurve.G1.sum(b, SlowCurve.GENERATOR);
      b = SlowCurve.G1.sum(SlowCurve.G1.sum(a, a), b);
      byte[] pointA = SlowCurve.G1.encoded(a);
      byte[] pointB = SlowCurve.G1.encoded(b);
      byte[] opposite = SlowCurve.G1.encoded(SlowCurve.G1.negated(a));
      assertThat(add(pointA, pointB)).isEqualTo(SlowCurve.G1.encoded(SlowCurve.G1.sum(a, b)));
      assertThat(add(pointA, pointA)).isEqualTo(SlowCurve.G1.encoded(SlowCurve.G1.sum(a, a)));
      assertThat(add(pointA, opposite)).isEqualTo(infinity);
      assertThat(add(pointA, infinity)).isEqualTo(pointA);
      assertThat(add(infinity, pointA)).isEqualTo(pointA);
    }
    assertThat(add(infinity, infinity)).isEqualTo(infinity);
  }

  private static byte[] add(byte[] a, byte[] b) {
    byte[] sum = AltBn128.add(SlowCurve.joined(a, b));
    assertThat(sum).isNotNull();
    return sum;
  }

  @Test
  void refusesPointsOffTheCurve() {
    byte[] off = SlowCurve.joined(SlowCurve.word(BigInteger.ONE), SlowCurve.word(BigInteger.ONE));
    byte[] large =
        SlowCurve.joined(SlowCurve.word(Fp.P.add(BigInteger.ONE)), SlowCurve.word(BigInteger.TWO));
    byte[] g = SlowCurve.G1.encoded(SlowCurve.GENERATOR);
    byte[] h = SlowCurve.G2.encoded(SlowCurve.TWIST_GENERATOR);
    for (byte[] wrong : new byte[][] {off, large}) {
      assertThat(AltBn128.add(SlowCurve.joined(wrong, g))).isNull();
      assertThat(AltBn128.add(SlowCurve.joined(g, wrong))).isNull();
      assertThat(AltBn128.multiply(SlowCurve.joined(wrong, new byte[32]))).isNull();
      assertThat(AltBn128.pairing(SlowCurve.joined(wrong, h))).isNull();
      assertThat(AltBn128.pairing(SlowCurve.joined(g, h, wrong, h))).isNull();
      assertThat(AltBn128.pairing(SlowCurve.joined(g, wrong, wrong))).isNull();
    }
  }

  @Test
  void pairingIsBilinear() {
    for (int i = 0; i < 6; i++) {
      BigInteger a = random256().mod(SlowCurve.ORDER);
      BigInteger b = random256().mod(SlowCurve.ORDER);
      byte[] left = SlowCurve.G1.encoded(SlowCurve.G1.times(a, SlowCurve.GENERATOR));
      byte[] right = SlowCurve.G2.encoded(SlowCurve.G2.times(b, SlowCurve.TWIST_GENERATOR));
      BigInteger product = a.multiply(b).negate().mod(SlowCurve.ORDER);
      byte[] balance = SlowCurve.G1.encoded(SlowCurve.G1.times(product, SlowCurve.GENERATOR));
      byte[] wrong =
          SlowCurve.G1.encoded(
              SlowCurve.G1.times(product.add(BigInteger.ONE), SlowCurve.GENERATOR));
      byte[] h = SlowCurve.G2.encoded(SlowCurve.TWIST_GENERATOR);
      assertThat(AltBn128.pairing(SlowCurve.joined(left, right, balance, h))).isTrue();
      assertThat(AltBn128.pairing(SlowCurve.joined(left, right, wrong, h))).isFalse();
      assertThat(AltBn128.pairing(SlowCurve.joined(left, right))).isFalse();
    }
  }

  @Test
  void manyPairsBalanceEachOther() {
    byte[] all = new byte[0];
    BigInteger sum = BigInteger.ZERO;
    byte[] infinityOne = new byte[64];
    byte[] infinityTwo = new byte[128];
    byte[] h = SlowCurve.G2.encoded(SlowCurve.TWIST_GENERATOR);
    for (int i = 0; i < 6; i++) {
      BigInteger a = random256().mod(SlowCurve.ORDER);
      BigInteger b = random256().mod(SlowCurve.ORDER);
      byte[] left = SlowCurve.G1.encoded(SlowCurve.G1.times(a, SlowCurve.GENERATOR));
      byte[] right = SlowCurve.G2.encoded(SlowCurve.G2.times(b, SlowCurve.TWIST_GENERATOR));
      all = SlowCurve.joined(all, left, right, infinityOne, right, left, infinityTwo);
      sum = sum.subtract(a.multiply(b)).mod(SlowCurve.ORDER);
    }
    assertThat(AltBn128.pairing(all)).isFalse();
    byte[] balance = SlowCurve.G1.encoded(SlowCurve.G1.times(sum, SlowCurve.GENERATOR));
    assertThat(AltBn128.pairing(SlowCurve.joined(all, balance, h))).isTrue();
  }

  @Test
  void infinityPairsToOne() {
    byte[] g = SlowCurve.G1.encoded(SlowCurve.GENERATOR);
    byte[] h = SlowCurve.G2.encoded(SlowCurve.TWIST_GENERATOR);
    assertThat(AltBn128.pairing(new byte[0])).isTrue();
    assertThat(AltBn128.pairing(new byte[192])).isTrue();
    assertThat(AltBn128.pairing(SlowCurve.joined(g, new byte[128]))).isTrue();
    assertThat(AltBn128.pairing(SlowCurve.joined(new byte[64], h))).isTrue();
    assertThat(AltBn128.pairing(SlowCurve.joined(new byte[192], g, h))).isFalse();
  }

  @Test
  void refusesPointsOfTheTwistOutsideTheGroup() {
    byte[] g = SlowCurve.G1.encoded(SlowCurve.GENERATOR);
    byte[] h = SlowCurve.G2.encoded(SlowCurve.TWIST_GENERATOR);
    BigInteger cofactor = Fp.P.shiftLeft(1).subtract(SlowCurve.ORDER);
    for (int i = 0; i < 3; i++) {
      SlowCurve.Point any = SlowCurve.twistPoint(random);
      SlowCurve.Point inside = SlowCurve.G2.times(cofactor, any);
      SlowCurve.Point outside = SlowCurve.G2.times(SlowCurve.ORDER, any);
      byte[] good = SlowCurve.G2.encoded(inside);
      assertThat(AltBn128.pairing(SlowCurve.joined(new byte[64], good))).isTrue();
      assertThat(AltBn128.pairing(SlowCurve.joined(g, good))).isFalse();
      for (SlowCurve.Point bad :
          new SlowCurve.Point[] {any, outside, SlowCurve.G2.sum(inside, outside)}) {
        byte[] encoded = SlowCurve.G2.encoded(bad);
        assertThat(AltBn128.pairing(SlowCurve.joined(g, encoded))).isNull();
        assertThat(AltBn128.pairing(SlowCurve.joined(new byte[64], encoded))).isNull();
        assertThat(AltBn128.pairing(SlowCurve.joined(g, h, g, encoded))).isNull();
      }
    }
  }

  /** Their multiples come back to infinity on the way through the loop. */
  @Test
  void refusesPointsOfSmallOrder() {
    byte[] g = SlowCurve.G1.encoded(SlowCurve.GENERATOR);
    BigInteger cofactor = Fp.P.shiftLeft(1).subtract(SlowCurve.ORDER);
    int found = 0;
    for (int prime = 3; prime < 20_000; prime += 2) {
      BigInteger order = BigInteger.valueOf(prime);
      if (order.isProbablePrime(20) && cofactor.mod(order).signum() == 0) {
        BigInteger rest = cofactor.multiply(SlowCurve.ORDER);
        while (rest.mod(order).signum() == 0) {
          rest = rest.divide(order);
        }
        SlowCurve.Point small = SlowCurve.G2.times(rest, SlowCurve.twistPoint(random));
        if (!small.isInfinity()) {
          byte[] encoded = SlowCurve.G2.encoded(small);
          assertThat(AltBn128.pairing(SlowCurve.joined(g, encoded))).isNull();
          assertThat(AltBn128.pairing(SlowCurve.joined(new byte[64], encoded))).isNull();
          found++;
        }
      }
    }
    assertThat(found).isPositive();
  }

  private BigInteger random256() {
    return new BigInteger(256, random);
  }
}
