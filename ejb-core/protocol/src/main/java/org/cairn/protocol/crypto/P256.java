package org.cairn.protocol.crypto;

import java.math.BigInteger;
import java.util.List;
import org.cairn.protocol.crypto.curve.Curve;
import org.cairn.protocol.crypto.curve.Curve.Point;
import org.cairn.protocol.crypto.curve.P256Field;

/**
 * Verifies signatures of the curve secp256r1 (FIPS 186-5, SP 800-186). The Java platform's own
 * verification takes three times as long, because it guards secrets that there are none of here.
 * Thread-safe.
 */
public final class P256 {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
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

  private P256() {}

  /** Whether r and s sign the hash of 32 bytes with the key (x, y); false if they cannot be. */
  public static boolean verify(
      byte[] hash, BigInteger r, BigInteger s, BigInteger x, BigInteger y) {
    boolean inRange = isScalar(r) && isScalar(s) && isCoordinate(x) && isCoordinate(y);
    if (!inRange) {
      return false;
    }
    long[] keyX = FIELD.of(x);
    long[] keyY = FIELD.of(y);
    if (!CURVE.contains(keyX, keyY)) {
      return false;
    }
    BigInteger inverse = s.modInverse(ORDER);
    BigInteger ofGenerator = new BigInteger(1, hash).multiply(inverse).mod(ORDER);
    BigInteger ofKey = r.multiply(inverse).mod(ORDER);
    Point<long[]> sum =
        CURVE.sumOfProducts(
            List.of(MULTIPLES_OF_GENERATOR, CURVE.multiples(CURVE.point(keyX, keyY))),
            List.of(ofGenerator, ofKey));
    return !CURVE.isInfinity(sum) && FIELD.number(CURVE.affine(sum).x()).mod(ORDER).equals(r);
  }

  private static List<Point<long[]>> affine(Point<long[]> point) {
    return CURVE.multiples(point).stream().map(CURVE::affine).toList();
  }

  private static boolean isCoordinate(BigInteger value) {
    return value.compareTo(FIELD.modulus()) < 0;
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(ORDER) < 0;
  }
}
