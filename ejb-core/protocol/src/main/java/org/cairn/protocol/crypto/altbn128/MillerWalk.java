package org.cairn.protocol.crypto.altbn128;

/**
 * One point of G2 on its way through Miller's loop, and the lines that it meets there, at a point
 * of G1. The running point (x/z, y/z) is in homogeneous coordinates; the formulas are those of
 * Costello, Lange and Naehrig, "Faster pairing computations on curves with high-degree twists"
 * (2010), in the shape of Aranha et al., "Faster explicit formulas for computing pairings over
 * ordinary curves" (2011), times 4 where they halve. Confined to one thread.
 *
 * <p>A point Q of the twist belongs to the group if and only if [6u + 2]Q + ψ(Q) - ψ²(Q) + ψ³(Q) is
 * infinity, which the loop finds on its way: modulo ψ² - tψ + p, which is zero for all points, the
 * polynomial is linear in ψ, and its norm has no other common divisor with the number of points
 * than the group's order (the way of El Housni, Guillevic and Piellard, "Co-factor clearing and
 * subgroup membership testing on pairing-friendly curves", 2022). Points of the group never meet
 * themselves or their opposites in an addition. Others may; z is then zero and stays so.
 */
final class MillerWalk {
  private static final Fp2 TRIPLE_B = tripleB();

  private final G1 p;
  private final G2 q;
  private final G2 opposite;
  private final Fp2 x;
  private final Fp2 y;
  private final Fp2 z = Fp2.one();

  /** The line of the last step, at p. */
  private final Line line = new Line();

  /** What the coordinates of p enter the tangents and chords with. */
  private final Fp minusTwiceY = new Fp();

  private final Fp tripleX = new Fp();
  private final Fp minusX = new Fp();

  private final Fp2 t0 = new Fp2();
  private final Fp2 t1 = new Fp2();
  private final Fp2 t2 = new Fp2();
  private final Fp2 t3 = new Fp2();
  private final Fp2 t4 = new Fp2();

  /** q is not infinity; if p is, the lines are of no use. */
  MillerWalk(G1 p, G2 q) {
    this.p = p;
    this.q = q;
    this.opposite = q.negated();
    this.x = q.x().copy();
    this.y = q.y().copy();
    minusTwiceY.multiple(p.y, -2);
    tripleX.multiple(p.x, 3);
    minusX.negative(p.x);
  }

  private static Fp2 tripleB() {
    Fp2 triple = new Fp2();
    triple.multiple(G2.B, 3);
    triple.tidy();
    return triple;
  }

  /** Whether the lines are to be multiplied. */
  boolean hasLines() {
    return !p.isInfinity();
  }

  Line line() {
    return line;
  }

  /** Doubles the running point; the line is the tangent. */
  void twice() {
    Fp2 xy = t0;
    xy.product(x, y);
    Fp2 yy = t1;
    yy.square(y);
    Fp2 f = t2;
    f.square(z);
    f.product(f, TRIPLE_B);
    Fp2 yz = t4;
    yz.product(y, z);
    line.c.product(yz, minusTwiceY);
    line.d.square(x);
    line.d.product(line.d, tripleX);
    line.e.difference(f, yy);
    line.e.tidy();
    // x = 2xy(y² - 3f), y = (y² + 3f)² - 12f², z = 8y³z
    t3.sumWithMultiple(yy, f, -3);
    x.product(xy, t3);
    x.multiple(x, 2);
    t3.sumWithMultiple(yy, f, 3);
    y.square(t3);
    f.square(f);
    y.sumWithMultiple(y, f, -12);
    y.tidy();
    z.product(yy, yz);
    z.multiple(z, 8);
    z.tidy();
  }

  /** Adds q; the line is the chord. */
  void plus() {
    plus(q);
  }

  /** Subtracts q. */
  void minus() {
    plus(opposite);
  }

  /** Adds ψ(q). */
  void plusFrobenius() {
    plus(q.frobenius());
  }

  /** Subtracts ψ²(q). */
  void minusFrobeniusTwice() {
    plus(q.frobenius().frobenius().negated());
  }

  private void plus(G2 o) {
    Fp2 slopeY = t0;
    slopeY.product(o.y(), z);
    slopeY.difference(y, slopeY);
    Fp2 slopeX = t1;
    slopeX.product(o.x(), z);
    slopeX.difference(x, slopeX);
    line.c.product(slopeX, p.y);
    line.d.product(slopeY, minusX);
    t2.product(slopeY, o.x());
    line.e.product(slopeX, o.y());
    line.e.difference(t2, line.e);
    line.e.tidy();
    Fp2 square = t2;
    square.square(slopeX);
    Fp2 cube = t3;
    cube.product(square, slopeX);
    square.product(square, x);
    Fp2 h = t4;
    h.square(slopeY);
    h.product(h, z);
    h.sum(h, cube);
    h.sumWithMultiple(h, square, -2);
    x.product(slopeX, h);
    square.difference(square, h);
    square.product(square, slopeY);
    y.product(y, cube);
    y.difference(square, y);
    z.product(z, cube);
  }

  /** Whether q is of the group; after the last addition. */
  boolean isInGroup() {
    if (z.isZero()) {
      return false;
    }
    G2 end = q.frobenius().frobenius().frobenius();
    t0.product(end.x(), z);
    t1.product(end.y(), z);
    t1.negative(t1);
    return t0.isEqualTo(x) && t1.isEqualTo(y);
  }
}
