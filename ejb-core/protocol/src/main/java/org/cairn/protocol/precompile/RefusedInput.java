package org.cairn.protocol.precompile;

import java.math.BigInteger;
import java.util.Arrays;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.crypto.Bls12381;
import org.cairn.protocol.crypto.Sha256;
import org.cairn.protocol.crypto.altbn128.AltBn128;

/**
 * Why a precompiled contract refused an input, in the words that go-ethereum's has for it. Only
 * traces ask for them; the contracts themselves say no more than that they refuse.
 */
public final class RefusedInput {
  private static final String LENGTH = "invalid input length";
  private static final String ENCODING = "invalid fp.Element encoding";
  private static final String NOT_ON_CURVE = "point is not on curve";
  private static final String UNKNOWN = "precompiled contract refused its input";

  private static final BigInteger BN_FIELD =
      new BigInteger("30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47", 16);
  private static final BigInteger BLS_FIELD =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffff"
              + "ffffaaab",
          16);
  private static final int BLS_NUMBER = 64;
  private static final int BLS_G1 = 2 * BLS_NUMBER;
  private static final int BLS_G2 = 4 * BLS_NUMBER;
  private static final int SCALAR = 32;

  private final byte[] input;

  private RefusedInput(byte[] input) {
    this.input = input;
  }

  /** Why the contract at an address refused what it was given. */
  public static String why(Address contract, byte[] input) {
    RefusedInput refused = new RefusedInput(input);
    int number = contract.high() == 0 && contract.middle() == 0 ? contract.low() : 0;
    String why =
        switch (number) {
          case 5 -> "one or more of base/exponent/modulus length exceeded 1024 bytes";
          case 6 -> new RefusedInput(Arrays.copyOf(input, 128)).bnPoints(2);
          case 7 -> new RefusedInput(Arrays.copyOf(input, 96)).bnPoints(1);
          case 8 -> refused.bnPairs();
          case 9 -> input.length == 213 ? "invalid final flag" : LENGTH;
          case 10 -> refused.evaluation();
          case 11 -> refused.blsSum(256, BLS_G1);
          case 12 -> refused.blsProducts(BLS_G1);
          case 13 -> refused.blsSum(512, BLS_G2);
          case 14 -> refused.blsProducts(BLS_G2);
          case 15 -> refused.blsPairs();
          case 16 -> refused.blsNumbers(64);
          case 17 -> refused.blsNumbers(128);
          default -> "";
        };
    return why.isEmpty() ? UNKNOWN : why;
  }

  private BigInteger number(int at, int length) {
    return new BigInteger(1, input, at, length);
  }

  private byte[] part(int at, int length) {
    return Arrays.copyOfRange(input, at, at + length);
  }

  // BN254: each method returns nothing if it finds nothing wrong

  private boolean isBnEncoded(int at, int numbers) {
    for (int i = 0; i < numbers; i++) {
      if (number(at + 32 * i, 32).compareTo(BN_FIELD) >= 0) {
        return false;
      }
    }
    return true;
  }

  private String bnPoints(int count) {
    for (int i = 0; i < count; i++) {
      String why = bnPoint(64 * i);
      if (!why.isEmpty()) {
        return why;
      }
    }
    return "";
  }

  private String bnPoint(int at) {
    if (!isBnEncoded(at, 2)) {
      return ENCODING;
    }
    return AltBn128.add(Arrays.copyOf(part(at, 64), 128)) == null ? NOT_ON_CURVE : "";
  }

  private String bnPairs() {
    if (input.length % AltBn128.PAIR_LENGTH != 0) {
      return "bad elliptic curve pairing size";
    }
    for (int at = 0; at < input.length; at += AltBn128.PAIR_LENGTH) {
      String first = bnPoint(at);
      String why = first.isEmpty() ? bnPoint2(at, at + 64) : first;
      if (!why.isEmpty()) {
        return why;
      }
    }
    return "";
  }

  private String bnPoint2(int pair, int at) {
    if (!isBnEncoded(at, 4)) {
      return ENCODING;
    }
    if (AltBn128.pairing(part(pair, AltBn128.PAIR_LENGTH)) != null) {
      return "";
    }
    return isOnBnCurve2(at) ? "point is not in correct subgroup" : NOT_ON_CURVE;
  }

  /** Whether (9 + i)(y² - x³) = 3; imaginary parts stand first. */
  private boolean isOnBnCurve2(int at) {
    BigInteger[] x = {number(at + 32, 32), number(at, 32)};
    BigInteger[] y = {number(at + 96, 32), number(at + 64, 32)};
    BigInteger[] square = times(y, y);
    BigInteger[] cube = times(times(x, x), x);
    BigInteger[] difference = {square[0].subtract(cube[0]), square[1].subtract(cube[1])};
    BigInteger[] b = times(difference, new BigInteger[] {BigInteger.valueOf(9), BigInteger.ONE});
    return b[0].equals(BigInteger.valueOf(3)) && b[1].signum() == 0;
  }

  private static BigInteger[] times(BigInteger[] a, BigInteger[] b) {
    return new BigInteger[] {
      a[0].multiply(b[0]).subtract(a[1].multiply(b[1])).mod(BN_FIELD),
      a[0].multiply(b[1]).add(a[1].multiply(b[0])).mod(BN_FIELD)
    };
  }

  // BLS12-381

  private String blsNumbers(int length) {
    return input.length == length ? blsEncoding(0, length) : LENGTH;
  }

  private String blsEncoding(int from, int length) {
    for (int at = from; at < from + length; at += BLS_NUMBER) {
      if (number(at, 16).signum() != 0) {
        return "invalid field element top bytes";
      }
      if (number(at, BLS_NUMBER).compareTo(BLS_FIELD) >= 0) {
        return ENCODING;
      }
    }
    return "";
  }

  private String blsPoint(int at, int length) {
    String why = blsEncoding(at, length);
    if (!why.isEmpty()) {
      return why;
    }
    byte[] andInfinity = Arrays.copyOf(part(at, length), 2 * length);
    Bls12381 bls = Bls12381.instance();
    byte[] sum = length == BLS_G1 ? bls.addG1(andInfinity) : bls.addG2(andInfinity);
    return sum == null ? "invalid point: not on curve" : "";
  }

  private String blsGroup(int at, int length) {
    byte[] timesZero = Arrays.copyOf(part(at, length), length + SCALAR);
    Bls12381 bls = Bls12381.instance();
    byte[] product = length == BLS_G1 ? bls.multiplyG1(timesZero) : bls.multiplyG2(timesZero);
    String group = length == BLS_G1 ? "g1" : "g2";
    return product == null ? group + " point is not on correct subgroup" : "";
  }

  private String blsSum(int length, int point) {
    if (input.length != length) {
      return LENGTH;
    }
    String why = blsPoint(0, point);
    return why.isEmpty() ? blsPoint(point, point) : why;
  }

  private String blsProducts(int point) {
    int pair = point + SCALAR;
    if (input.length == 0 || input.length % pair != 0) {
      return LENGTH;
    }
    String why = "";
    for (int at = 0; at < input.length && why.isEmpty(); at += pair) {
      why = blsPoint(at, point);
      why = why.isEmpty() ? blsGroup(at, point) : why;
    }
    return why;
  }

  private String blsPairs() {
    int pair = BLS_G1 + BLS_G2;
    if (input.length == 0 || input.length % pair != 0) {
      return LENGTH;
    }
    String why = "";
    for (int at = 0; at < input.length && why.isEmpty(); at += pair) {
      why = blsPoint(at, BLS_G1);
      why = why.isEmpty() ? blsPoint(at + BLS_G1, BLS_G2) : why;
      why = why.isEmpty() ? blsGroup(at, BLS_G1) : why;
      why = why.isEmpty() ? blsGroup(at + BLS_G1, BLS_G2) : why;
    }
    return why;
  }

  // KZG

  private String evaluation() {
    if (input.length != 192) {
      return LENGTH;
    }
    byte[] hash = Sha256.hash(part(96, 48));
    hash[0] = 1;
    if (!Arrays.equals(hash, part(0, 32))) {
      return "mismatched versioned hash";
    }
    String why = "";
    if (number(32, 32).compareTo(Bls12381.ORDER) >= 0
        || number(64, 32).compareTo(Bls12381.ORDER) >= 0) {
      why = "scalar is not canonical when interpreted as a big integer in big-endian";
    }
    why = why.isEmpty() ? compressed(96) : why;
    why = why.isEmpty() ? compressed(144) : why;
    return "error verifying kzg proof: " + (why.isEmpty() ? "can't verify opening proof" : why);
  }

  /** A point of G1 in 48 bytes, of which the three highest bits say what it is. */
  private String compressed(int at) {
    BigInteger rest = number(at, 48).mod(BigInteger.ONE.shiftLeft(381));
    switch ((input[at] & 0xff) >> 5) {
      case 0, 2 -> {
        return "short buffer";
      }
      case 6 -> {
        return rest.signum() == 0 ? "" : "invalid infinity point encoding";
      }
      case 4, 5 -> {}
      default -> {
        return "invalid point encoding";
      }
    }
    if (rest.compareTo(BLS_FIELD) >= 0) {
      return ENCODING;
    }
    BigInteger square = rest.pow(3).add(BigInteger.valueOf(4)).mod(BLS_FIELD);
    BigInteger half = BLS_FIELD.subtract(BigInteger.ONE).shiftRight(1);
    if (square.signum() != 0 && !square.modPow(half, BLS_FIELD).equals(BigInteger.ONE)) {
      return "invalid compressed coordinate: square root doesn't exist";
    }
    return Bls12381.instance().uncompressG1(part(at, 48)) == null
        ? "invalid point: subgroup check failed"
        : "";
  }
}
