package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;

/**
 * Multiples of one point of G1. The map (x, y) to (βx, y), β³ being 1, multiplies by λ; so a number
 * is split into a + bλ of half its length, and both halves share the doublings (Gallant, Lambert
 * and Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms",
 * 2001).
 *
 * <p>Implementation: the running point (x/z², y/z³) is in Jacobian coordinates; formulas of the
 * Explicit-Formulas Database for a = 0. The odd multiples in the table are scaled to a common z,
 * without an inversion; that z is left out until the end, because the formulas know nothing of the
 * curve's constant and so are as good for the isomorphic curve where it is 1.
 */
final class G1Multiplication {
  private static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");
  private static final Fp BETA =
      Fp.of(new BigInteger("2203960485148121921418603742825762020974279258880205651966"));

  /** (A, B) and (B, -C) are short vectors of the lattice of all (a, b) with a + bλ = 0. */
  private static final BigInteger A = new BigInteger("6f4d8248eeb859fd0be4e1541221250b", 16);

  private static final BigInteger B = new BigInteger("89d3256894d213e3", 16);
  private static final BigInteger C = new BigInteger("6f4d8248eeb859fc8211bbeb7d4f1128", 16);
  private static final int FRACTION = 384;
  private static final BigInteger B_PER_ORDER = B.shiftLeft(FRACTION).divide(ORDER);
  private static final BigInteger C_PER_ORDER = C.shiftLeft(FRACTION).divide(ORDER);

  private static final int WIDTH = 5;
  private static final int TABLE = 1 << WIDTH - 2;

  private final Fp[] tableX = new Fp[TABLE];
  private final Fp[] tableBetaX = new Fp[TABLE];
  private final Fp[] tableY = new Fp[TABLE];

  /** The z that all points of the table have in common. */
  private final Fp commonZ = new Fp();

  private boolean infinity = true;
  private final Fp x = new Fp();
  private final Fp y = new Fp();
  private final Fp z = new Fp();

  /** By what the last operation multiplied z. */
  private final Fp ratio = new Fp();

  private final Fp t0 = new Fp();
  private final Fp t1 = new Fp();
  private final Fp t2 = new Fp();
  private final Fp t3 = new Fp();

  /** For multiples of a point that is not infinity. */
  G1Multiplication(G1 point) {
    fillTable(point);
  }

  /** P, 3P, 5P and so on. No two points that are added here can be equal or opposite. */
  private void fillTable(G1 point) {
    set(point.x, point.y);
    doubled();
    Fp twiceX = copy(x);
    Fp twiceY = copy(y);
    Fp twiceZ = copy(z);
    // on the isomorphic curve where 2P has z = 1
    t0.square(twiceZ);
    tableX[0] = new Fp();
    tableX[0].product(point.x, t0);
    t0.product(t0, twiceZ);
    tableY[0] = new Fp();
    tableY[0].product(point.y, t0);
    set(tableX[0], tableY[0]);
    Fp[] ratios = new Fp[TABLE];
    for (int i = 1; i < TABLE; i++) {
      add(twiceX, twiceY);
      tableX[i] = copy(x);
      tableY[i] = copy(y);
      ratios[i] = copy(ratio);
    }
    commonZ.product(z, twiceZ);
    Fp scale = ratios[TABLE - 1];
    for (int i = TABLE - 2; i >= 0; i--) {
      t0.square(scale);
      tableX[i].product(tableX[i], t0);
      t0.product(t0, scale);
      tableY[i].product(tableY[i], t0);
      scale.product(scale, i > 0 ? ratios[i] : Fp.ONE);
    }
    for (int i = 0; i < TABLE; i++) {
      tableBetaX[i] = new Fp();
      tableBetaX[i].product(tableX[i], BETA);
    }
  }

  private static Fp copy(Fp value) {
    Fp copy = new Fp();
    copy.set(value);
    return copy;
  }

  /** The multiple by a number of up to 256 bits without a sign. */
  G1 times(BigInteger scalar) {
    BigInteger number = scalar.mod(ORDER);
    BigInteger first = number.multiply(C_PER_ORDER).shiftRight(FRACTION);
    BigInteger second = number.multiply(B_PER_ORDER).shiftRight(FRACTION);
    BigInteger a = number.subtract(first.multiply(A)).subtract(second.multiply(B));
    BigInteger b = second.multiply(C).subtract(first.multiply(B));
    byte[] digitsA = SignedDigits.of(a, WIDTH);
    byte[] digitsB = SignedDigits.of(b, WIDTH);
    infinity = true;
    for (int i = Math.max(digitsA.length, digitsB.length) - 1; i >= 0; i--) {
      if (!infinity) {
        doubled();
      }
      if (i < digitsA.length) {
        add(tableX, digitsA[i]);
      }
      if (i < digitsB.length) {
        add(tableBetaX, digitsB[i]);
      }
    }
    return affine();
  }

  private void add(Fp[] xs, int digit) {
    if (digit > 0) {
      addOrSet(xs[digit >> 1], tableY[digit >> 1]);
    } else if (digit < 0) {
      Fp opposite = new Fp();
      opposite.negative(tableY[-digit >> 1]);
      addOrSet(xs[-digit >> 1], opposite);
    }
  }

  private void addOrSet(Fp pointX, Fp pointY) {
    if (infinity) {
      set(pointX, pointY);
    } else {
      add(pointX, pointY);
    }
  }

  private void set(Fp pointX, Fp pointY) {
    x.set(pointX);
    y.set(pointY);
    z.set(Fp.ONE);
    infinity = false;
  }

  private G1 affine() {
    if (infinity) {
      return G1.INFINITY;
    }
    t0.product(z, commonZ);
    t0.inverse(t0);
    t1.square(t0);
    t0.product(t0, t1);
    Fp affineX = new Fp();
    Fp affineY = new Fp();
    affineX.product(x, t1);
    affineY.product(y, t0);
    return new G1(affineX, affineY);
  }

  /** Doubles the running point, which is not infinity; no point of the curve has the order 2. */
  private void doubled() {
    z.product(y, z);
    z.multiple(z, 2);
    t0.square(x);
    t0.multiple(t0, 3);
    t1.square(y);
    t2.product(x, t1);
    t2.multiple(t2, 4);
    t1.square(t1);
    x.square(t0);
    x.sumWithMultiple(x, t2, -2);
    x.tidy();
    t2.difference(t2, x);
    y.product(t0, t2);
    y.sumWithMultiple(y, t1, -8);
    y.tidy();
  }

  /** Adds a point with z = 1 to the running one, which is not infinity; y keeps up to two terms. */
  private void add(Fp pointX, Fp pointY) {
    t0.square(z);
    t1.product(pointX, t0);
    t0.product(t0, z);
    t0.product(t0, pointY);
    ratio.difference(t1, x);
    t0.difference(t0, y);
    if (ratio.isZero()) {
      if (t0.isZero()) {
        doubled();
      } else {
        infinity = true;
      }
      return;
    }
    z.product(z, ratio);
    t1.square(ratio);
    t2.product(t1, ratio);
    t1.product(t1, x);
    x.square(t0);
    x.difference(x, t2);
    x.sumWithMultiple(x, t1, -2);
    x.tidy();
    t1.difference(t1, x);
    t3.product(y, t2);
    y.product(t0, t1);
    y.difference(y, t3);
  }
}
