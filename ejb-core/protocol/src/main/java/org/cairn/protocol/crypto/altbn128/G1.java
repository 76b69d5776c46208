package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A point of y² = x³ + 3. Not changed once it has been made. */
final class G1 {
  static final G1 INFINITY = new G1(new Fp(), new Fp(), true);

  private static final Fp B = Fp.of(3);

  /** Tidy; of no meaning at infinity. */
  final Fp x;

  final Fp y;
  private final boolean infinity;

  private G1(Fp x, Fp y, boolean infinity) {
    this.x = x;
    this.y = y;
    this.infinity = infinity;
  }

  /** Coordinates of a point of the curve; the objects become the new one's own. */
  G1(Fp x, Fp y) {
    this(x, y, false);
  }

  /** Reads 64 bytes; (0, 0) is infinity; null if they are no point of the curve. */
  static @Nullable G1 read(byte[] bytes, int offset) {
    if (!Fp.isElement(bytes, offset) || !Fp.isElement(bytes, offset + 32)) {
      return null;
    }
    Fp x = new Fp();
    Fp y = new Fp();
    x.read(bytes, offset);
    y.read(bytes, offset + 32);
    if (x.isZero() && y.isZero()) {
      return INFINITY;
    }
    Fp left = new Fp();
    Fp right = new Fp();
    left.square(y);
    right.square(x);
    right.product(right, x);
    right.sum(right, B);
    return left.isEqualTo(right) ? new G1(x, y) : null;
  }

  byte[] encoded() {
    byte[] out = new byte[64];
    if (!infinity) {
      x.write(out, 0);
      y.write(out, 32);
    }
    return out;
  }

  boolean isInfinity() {
    return infinity;
  }

  G1 plus(G1 o) {
    if (infinity) {
      return o;
    }
    if (o.infinity) {
      return this;
    }
    Fp above = new Fp();
    Fp below = new Fp();
    below.difference(o.x, x);
    above.difference(o.y, y);
    if (below.isZero()) {
      if (!above.isZero()) {
        return INFINITY;
      }
      above.square(x);
      above.multiple(above, 3);
      below.multiple(y, 2);
    }
    below.inverse(below);
    Fp slope = above;
    slope.product(above, below);
    Fp newX = new Fp();
    Fp newY = new Fp();
    newX.square(slope);
    newX.difference(newX, x, o.x);
    newX.tidy();
    newY.difference(x, newX);
    newY.product(newY, slope);
    newY.difference(newY, y);
    newY.tidy();
    return new G1(newX, newY);
  }

  /** The point added to itself so many times; the number has no sign. */
  G1 times(BigInteger scalar) {
    return infinity ? this : new G1Multiplication(this).times(scalar);
  }
}
