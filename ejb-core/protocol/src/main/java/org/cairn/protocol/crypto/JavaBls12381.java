package org.cairn.protocol.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cairn.protocol.crypto.curve.Bls;
import org.cairn.protocol.crypto.curve.BlsPairing;
import org.cairn.protocol.crypto.curve.Curve;
import org.cairn.protocol.crypto.curve.Curve.Point;
import org.cairn.protocol.crypto.curve.PrimeField;
import org.cairn.protocol.crypto.curve.QuadraticField.Element;
import org.jspecify.annotations.Nullable;

/**
 * The curve BLS12-381 in Java, for machines without the shared library: with the same results, and
 * five to thirty times slower. Thread-safe.
 */
final class JavaBls12381 implements Bls12381 {
  private static final int NUMBER = 64;
  private static final int FP = 48;
  private static final int G1 = 2 * NUMBER;
  private static final int G2 = 4 * NUMBER;
  private static final BigInteger COFACTOR_G1 = new BigInteger("d201000000010001", 16);
  private static final BigInteger COFACTOR_G2 =
      new BigInteger(
          "bc69f08f2ee75b3584c6a0ea91b352888e2a8e9145ad7689986ff031508ffe1329c2f178731db956d82bf015d1212b02"
              + "ec0ec69d7477c1ae954cbc06689f6a359894c0adebbf6b4e8020005aaa95551",
          16);

  private final Bls bls = new Bls();
  private final PrimeField field = bls.base();

  // Encoding

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Null if the 64 bytes are not a number below p. */
  private long @Nullable [] number(byte[] input, int at) {
    BigInteger value = new BigInteger(1, input, at, NUMBER);
    return value.compareTo(field.modulus()) < 0 ? field.of(value) : null;
  }

  private void write(long[] number, byte[] out, int end) {
    byte[] bytes = field.number(number).toByteArray();
    int length = Math.min(FP, bytes.length);
    System.arraycopy(bytes, bytes.length - length, out, end - length, length);
  }

  private @Nullable Point<long[]> pointOfG1(byte[] input, int at, boolean ofPrimeOrder) {
    if (isZero(input, at, at + G1)) {
      return bls.g1().infinity();
    }
    long[] x = number(input, at);
    long[] y = number(input, at + NUMBER);
    return x == null || y == null ? null : checked(bls.g1(), x, y, ofPrimeOrder);
  }

  private @Nullable Element element(byte[] input, int at) {
    long[] real = number(input, at);
    long[] imaginary = number(input, at + NUMBER);
    return real == null || imaginary == null ? null : bls.extension().of(real, imaginary);
  }

  private @Nullable Point<Element> pointOfG2(byte[] input, int at, boolean ofPrimeOrder) {
    if (isZero(input, at, at + G2)) {
      return bls.g2().infinity();
    }
    Element x = element(input, at);
    Element y = element(input, at + G1);
    return x == null || y == null ? null : checked(bls.g2(), x, y, ofPrimeOrder);
  }

  private static <E> @Nullable Point<E> checked(Curve<E> curve, E x, E y, boolean ofPrimeOrder) {
    Point<E> point = curve.point(x, y);
    boolean valid = curve.contains(x, y) && (!ofPrimeOrder || isOfPrimeOrder(curve, point));
    return valid ? point : null;
  }

  private static <E> boolean isOfPrimeOrder(Curve<E> curve, Point<E> point) {
    return curve.isInfinity(curve.times(point, ORDER));
  }

  private byte[] encodedG1(Point<long[]> point) {
    byte[] out = new byte[G1];
    if (!bls.g1().isInfinity(point)) {
      Point<long[]> affine = bls.g1().affine(point);
      write(affine.x(), out, NUMBER);
      write(affine.y(), out, G1);
    }
    return out;
  }

  private byte[] encodedG2(Point<Element> point) {
    byte[] out = new byte[G2];
    if (!bls.g2().isInfinity(point)) {
      Point<Element> affine = bls.g2().affine(point);
      write(affine.x().real(), out, NUMBER);
      write(affine.x().imaginary(), out, 2 * NUMBER);
      write(affine.y().real(), out, 3 * NUMBER);
      write(affine.y().imaginary(), out, G2);
    }
    return out;
  }

  // Operations

  @Override
  public byte @Nullable [] addG1(byte[] input) {
    Point<long[]> a = pointOfG1(input, 0, false);
    Point<long[]> b = pointOfG1(input, G1, false);
    return a == null || b == null ? null : encodedG1(bls.g1().plus(a, b));
  }

  @Override
  public byte @Nullable [] addG2(byte[] input) {
    Point<Element> a = pointOfG2(input, 0, false);
    Point<Element> b = pointOfG2(input, G2, false);
    return a == null || b == null ? null : encodedG2(bls.g2().plus(a, b));
  }

  @Override
  public byte @Nullable [] multiplyG1(byte[] input) {
    return multiplyG1(input, true);
  }

  @Override
  public byte[] combineG1(byte[] input) {
    return Objects.requireNonNull(multiplyG1(input, false), "points are known to be such");
  }

  private byte @Nullable [] multiplyG1(byte[] input, boolean check) {
    List<List<Point<long[]>>> points = new ArrayList<>();
    List<BigInteger> scalars = new ArrayList<>();
    for (int at = 0; at < input.length; at += G1 + 32) {
      Point<long[]> point = pointOfG1(input, at, check);
      if (point == null) {
        return null;
      }
      points.add(bls.g1().multiples(point));
      scalars.add(new BigInteger(1, input, at + G1, 32).mod(ORDER));
    }
    return encodedG1(bls.g1().sumOfProducts(points, scalars));
  }

  @Override
  public byte @Nullable [] multiplyG2(byte[] input) {
    List<List<Point<Element>>> points = new ArrayList<>();
    List<BigInteger> scalars = new ArrayList<>();
    for (int at = 0; at < input.length; at += G2 + 32) {
      Point<Element> point = pointOfG2(input, at, true);
      if (point == null) {
        return null;
      }
      points.add(bls.g2().multiples(point));
      scalars.add(new BigInteger(1, input, at + G2, 32).mod(ORDER));
    }
    return encodedG2(bls.g2().sumOfProducts(points, scalars));
  }

  @Override
  public @Nullable Boolean pairing(byte[] input) {
    return pairing(input, true);
  }

  @Override
  public boolean pairingOfKnown(byte[] input) {
    return Objects.requireNonNull(pairing(input, false), "points are known to be such");
  }

  private @Nullable Boolean pairing(byte[] input, boolean check) {
    List<BlsPairing.Pair> pairs = new ArrayList<>();
    for (int at = 0; at < input.length; at += G1 + G2) {
      Point<long[]> p = pointOfG1(input, at, check);
      Point<Element> q = pointOfG2(input, at + G1, check);
      if (p == null || q == null) {
        return null;
      }
      if (!bls.g1().isInfinity(p) && !bls.g2().isInfinity(q)) {
        pairs.add(new BlsPairing.Pair(p, q));
      }
    }
    return bls.pairing().productIsOne(pairs);
  }

  @Override
  public byte @Nullable [] mapToG1(byte[] input) {
    long[] u = number(input, 0);
    return u == null ? null : encodedG1(bls.g1().times(bls.mapToG1().point(u), COFACTOR_G1));
  }

  @Override
  public byte @Nullable [] mapToG2(byte[] input) {
    Element u = element(input, 0);
    return u == null ? null : encodedG2(bls.g2().times(bls.mapToG2().point(u), COFACTOR_G2));
  }

  // Compressed points: the three highest bits say compressed, infinity and the larger y

  private static boolean isInfinity(byte[] compressed) {
    return (compressed[0] & 0xff) == 0xc0 && isZero(compressed, 1, compressed.length);
  }

  /** The number in 48 bytes, their three highest bits left out; null if it is not below p. */
  private long @Nullable [] compressedNumber(byte[] compressed, int at) {
    byte[] bytes = new byte[NUMBER];
    System.arraycopy(compressed, at, bytes, NUMBER - FP, FP);
    if (at == 0) {
      bytes[NUMBER - FP] &= 0x1f;
    }
    return number(bytes, 0);
  }

  private boolean isLarger(long[] y) {
    return field.number(y).compareTo(field.modulus().shiftRight(1)) > 0;
  }

  @Override
  public byte @Nullable [] uncompressG1(byte[] compressed) {
    if (compressed.length != FP) {
      return null;
    }
    if (isInfinity(compressed)) {
      return new byte[G1];
    }
    long[] x = compressedNumber(compressed, 0);
    long[] y = (compressed[0] & 0xc0) != 0x80 || x == null ? null : field.root(bls.g1().right(x));
    if (x == null || y == null) {
      return null;
    }
    boolean larger = (compressed[0] & 0x20) != 0;
    Point<long[]> point = bls.g1().point(x, isLarger(y) == larger ? y : field.negated(y));
    return isOfPrimeOrder(bls.g1(), point) ? encodedG1(point) : null;
  }

  @Override
  public byte @Nullable [] uncompressG2(byte[] compressed) {
    if (compressed.length != 2 * FP) {
      return null;
    }
    if (isInfinity(compressed)) {
      return new byte[G2];
    }
    long[] imaginary = compressedNumber(compressed, 0);
    long[] real = compressedNumber(compressed, FP);
    if ((compressed[0] & 0xc0) != 0x80 || imaginary == null || real == null) {
      return null;
    }
    Element x = bls.extension().of(real, imaginary);
    Element y = bls.extension().root(bls.g2().right(x));
    if (y == null) {
      return null;
    }
    boolean isLarger = isLarger(field.isZero(y.imaginary()) ? y.real() : y.imaginary());
    boolean larger = (compressed[0] & 0x20) != 0;
    Point<Element> point = bls.g2().point(x, isLarger == larger ? y : bls.extension().negated(y));
    return isOfPrimeOrder(bls.g2(), point) ? encodedG2(point) : null;
  }
}
