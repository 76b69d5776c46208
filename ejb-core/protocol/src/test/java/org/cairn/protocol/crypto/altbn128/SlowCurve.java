package org.cairn.protocol.crypto.altbn128;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Random;

/** y² = x³ + b over numbers re + im·i modulo p, by the schoolbook. */
final class SlowCurve {
  static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  private static final BigInteger P = Fp.P;
  private static final Number ZERO = number(0);
  private static final Number THREE = number(3);

  /** Over Fp: all imaginary parts are zero. */
  static final SlowCurve G1 = new SlowCurve(THREE, false);

  static final SlowCurve G2 =
      new SlowCurve(
          THREE.times(new Number(BigInteger.valueOf(9), BigInteger.ONE).inverted()), true);

  static final Point GENERATOR = new Point(number(1), number(2), false);
  static final Point INFINITY = new Point(ZERO, ZERO, true);

  static final Point TWIST_GENERATOR =
      new Point(
          new Number(
              new BigInteger(
                  "10857046999023057135944570762232829481370756359578518086990519993285655852781"),
              new BigInteger(
                  "11559732032986387107991004021392285783925812861821192530917403151452391805634")),
          new Number(
              new BigInteger(
                  "8495653923123431417604973247489272438418190587263600148770280649306958101930"),
              new BigInteger(
                  "4082367875863433681332203403145435568316851327593401208105741076214120093531")),
          false);

  private final Number b;
  private final boolean twist;

  private SlowCurve(Number b, boolean twist) {
    this.b = b;
    this.twist = twist;
  }

  record Point(Number x, Number y, boolean isInfinity) {}

  record Number(BigInteger re, BigInteger im) {
    Number plus(Number o) {
      return new Number(re.add(o.re).mod(P), im.add(o.im).mod(P));
    }

    Number minus(Number o) {
      return new Number(re.subtract(o.re).mod(P), im.subtract(o.im).mod(P));
    }

    Number times(Number o) {
      return new Number(
          re.multiply(o.re).subtract(im.multiply(o.im)).mod(P),
          re.multiply(o.im).add(im.multiply(o.re)).mod(P));
    }

    Number inverted() {
      BigInteger norm = re.multiply(re).add(im.multiply(im)).modInverse(P);
      return new Number(re.multiply(norm).mod(P), im.negate().multiply(norm).mod(P));
    }

    Number power(BigInteger exponent) {
      Number result = number(1);
      for (int i = exponent.bitLength() - 1; i >= 0; i--) {
        result = result.times(result);
        if (exponent.testBit(i)) {
          result = result.times(this);
        }
      }
      return result;
    }
  }

  private static Number number(long value) {
    return new Number(BigInteger.valueOf(value), BigInteger.ZERO);
  }

  Point negated(Point a) {
    return new Point(a.x, ZERO.minus(a.y), a.isInfinity);
  }

  Point sum(Point a, Point c) {
    if (a.isInfinity || c.isInfinity) {
      return a.isInfinity ? c : a;
    }
    Number slope;
    if (!a.x.equals(c.x)) {
      slope = c.y.minus(a.y).times(c.x.minus(a.x).inverted());
    } else if (a.y.plus(c.y).equals(ZERO)) {
      return INFINITY;
    } else {
      slope = THREE.times(a.x).times(a.x).times(a.y.plus(a.y).inverted());
    }
    Number x = slope.times(slope).minus(a.x).minus(c.x);
    return new Point(x, slope.times(a.x.minus(x)).minus(a.y), false);
  }

  Point times(BigInteger scalar, Point point) {
    Point result = INFINITY;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      result = sum(result, result);
      if (scalar.testBit(i)) {
        result = sum(result, point);
      }
    }
    return result;
  }

  /** A random point of the twist, of the group or (nearly always) not. */
  static Point twistPoint(Random random) {
    while (true) {
      Number x = new Number(new BigInteger(253, random), new BigInteger(253, random));
      Number square = x.times(x).times(x).plus(G2.b);
      // p is 3 modulo 4: the root by way of the norm (Adj and Rodriguez-Henriquez 2014)
      Number root = square.power(P.subtract(BigInteger.valueOf(3)).shiftRight(2));
      Number y = root.times(square);
      Number minusOne = ZERO.minus(number(1));
      if (y.times(root).equals(minusOne)) {
        y = y.times(new Number(BigInteger.ZERO, BigInteger.ONE));
      } else {
        y = y.times(y.times(root).plus(number(1)).power(P.shiftRight(1)));
      }
      if (y.times(y).equals(square)) {
        return new Point(x, y, false);
      }
    }
  }

  byte[] encoded(Point a) {
    if (a.isInfinity) {
      return new byte[twist ? 128 : 64];
    }
    return twist
        ? joined(word(a.x.im), word(a.x.re), word(a.y.im), word(a.y.re))
        : joined(word(a.x.re), word(a.y.re));
  }

  /** Of G1 only. */
  Point decoded(byte[] bytes) {
    Number x = new Number(new BigInteger(1, bytes, 0, 32), BigInteger.ZERO);
    Number y = new Number(new BigInteger(1, bytes, 32, 32), BigInteger.ZERO);
    return new Point(x, y, x.equals(ZERO) && y.equals(ZERO));
  }

  static byte[] word(BigInteger value) {
    byte[] word = new byte[32];
    for (int i = 0; i < 32; i++) {
      word[31 - i] = value.shiftRight(8 * i).byteValue();
    }
    return word;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
