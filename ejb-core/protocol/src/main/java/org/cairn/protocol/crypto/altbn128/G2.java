package org.cairn.protocol.crypto.altbn128;

import org.jspecify.annotations.Nullable;

/**
 * A point of the twist y² = x³ + 3/(9 + i), not necessarily of the group: see {@link MillerWalk}.
 * Not changed once it has been made.
 *
 * @param x of no meaning at infinity
 */
record G2(Fp2 x, Fp2 y, boolean isInfinity) {
  private static final G2 INFINITY = new G2(new Fp2(), new Fp2(), true);

  /** 3/(9 + i). */
  static final Fp2 B = constant();

  private static Fp2 constant() {
    Fp2 b = new Fp2();
    b.inverse(Fp2.XI);
    b.product(b, Fp.of(3));
    return b;
  }

  /**
   * Reads 128 bytes, imaginary parts first; all zero is infinity; null if they are no point of the
   * twist.
   */
  static @Nullable G2 read(byte[] bytes, int offset) {
    for (int i = 0; i < 4; i++) {
      if (!Fp.isElement(bytes, offset + 32 * i)) {
        return null;
      }
    }
    Fp2 x = new Fp2();
    Fp2 y = new Fp2();
    x.im.read(bytes, offset);
    x.re.read(bytes, offset + 32);
    y.im.read(bytes, offset + 64);
    y.re.read(bytes, offset + 96);
    if (x.isZero() && y.isZero()) {
      return INFINITY;
    }
    Fp2 left = new Fp2();
    Fp2 right = new Fp2();
    left.square(y);
    right.square(x);
    right.product(right, x);
    right.sum(right, B);
    return left.isEqualTo(right) ? new G2(x, y, false) : null;
  }

  G2 negated() {
    Fp2 opposite = new Fp2();
    opposite.negative(y);
    return new G2(x, opposite, isInfinity);
  }

  /** ψ: the p-th power of the coordinates, between going off the twist and back. */
  G2 frobenius() {
    Fp2 newX = new Fp2();
    Fp2 newY = new Fp2();
    newX.conjugate(x);
    newX.product(newX, Fp12.W_TO_P[2]);
    newY.conjugate(y);
    newY.product(newY, Fp12.W_TO_P[3]);
    return new G2(newX, newY, isInfinity);
  }
}
