package org.cairn.protocol.crypto;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.crypto.curve.Curve;
import org.cairn.protocol.crypto.curve.Curve.Point;
import org.cairn.protocol.crypto.curve.P256Field;
import org.cairn.protocol.uint.U256;

/**
 * The curve in Java. The Java platform's own verification takes three times as long, because it
 * guards secrets that there are none of here.
 */
final class JavaP256 implements P256 {
  private static final P256Field FIELD = new P256Field();
  private static final Curve<long[]> CURVE =
      new Curve<>(
          FIELD,
          FIELD.of(-3),
          FIELD.of(
              new BigInteger(
                  "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16)));
  private static final List<Point<long[]>> MULTIPLES_OF_GENERATOR =
      affine(
          CURVE.point(
              FIELD.of(
                  new BigInteger(
                      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16)),
              FIELD.of(
                  new BigInteger(
                      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16))));

  @Override
  public Optional<U256> sumOfProducts(U256 ofGenerator, U256 ofKey, U256 x, U256 y) {
    long[] keyX = FIELD.of(x.toBigInteger());
    long[] keyY = FIELD.of(y.toBigInteger());
    if (!CURVE.contains(keyX, keyY)) {
      return Optional.empty();
    }
    Point<long[]> sum =
        CURVE.sumOfProducts(
            List.of(MULTIPLES_OF_GENERATOR, CURVE.multiples(CURVE.point(keyX, keyY))),
            List.of(ofGenerator.toBigInteger(), ofKey.toBigInteger()));
    return CURVE.isInfinity(sum)
        ? Optional.empty()
        : Optional.of(U256.of(FIELD.number(CURVE.affine(sum).x())));
  }

  private static List<Point<long[]>> affine(Point<long[]> point) {
    return CURVE.multiples(point).stream().map(CURVE::affine).toList();
  }
}
