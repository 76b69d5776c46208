package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The optimal ate pairing. One object walks along the multiples of one point of G2. */
final class Pairing {
  /** The number from which p and the order are made. */
  static final long U = 4965661367192848881L;

  /** 6u + 2 in digits -1, 0 and 1 of which no two in a row are not 0, the lowest first. */
  private static final int[] LOOP = digits();

  private final G2 q;
  private final G1 p;
  private Fp2 x;
  private Fp2 y;
  private Fp2 z = Fp2.ONE;
  private Fp2 zSquared = Fp2.ONE;

  private Pairing(G1 p, G2 q) {
    this.p = p;
    this.q = q;
    this.x = q.x();
    this.y = q.y();
  }

  private static int[] digits() {
    BigInteger rest = BigInteger.valueOf(U).multiply(BigInteger.valueOf(6)).add(BigInteger.TWO);
    List<Integer> digits = new ArrayList<>();
    while (rest.signum() > 0) {
      int digit = rest.testBit(0) ? 2 - (rest.intValue() & 3) : 0;
      digits.add(digit);
      rest = rest.subtract(BigInteger.valueOf(digit)).shiftRight(1);
    }
    return digits.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether the product of the pairings of all pairs is one; the points are affine or infinity. */
  static boolean productIsOne(List<G1> first, List<G2> second) {
    List<Pairing> walks = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      if (!first.get(i).isInfinity() && !second.get(i).isInfinity()) {
        walks.add(new Pairing(first.get(i), second.get(i)));
      }
    }
    return finalPower(loop(walks)).isOne();
  }

  /** Miller's loop; all pairs share its squarings. */
  private static Fp12 loop(List<Pairing> walks) {
    Fp12 f = Fp12.ONE;
    for (int i = LOOP.length - 2; i >= 0; i--) {
      f = f.squared();
      for (Pairing walk : walks) {
        f = walk.doubling(f);
        if (LOOP[i] != 0) {
          f = walk.addition(f, LOOP[i] > 0 ? walk.q : walk.q.negated());
        }
      }
    }
    for (Pairing walk : walks) {
      G2 q1 = walk.q.frobenius();
      G2 minusQ2 = new G2(walk.q.x().times(Fp12.V_TO_P2), walk.q.y(), Fp2.ONE);
      f = walk.addition(f, q1);
      f = walk.addition(f, minusQ2);
    }
    return f;
  }

  /** Doubles the walking point and multiplies f by the tangent's value at p. */
  private Fp12 doubling(Fp12 f) {
    Fp2 a = x.squared();
    Fp2 b = y.squared();
    Fp2 c = b.squared();
    Fp2 d = x.plus(b).squared().minus(a).minus(c).twice();
    Fp2 e = a.twice().plus(a);
    Fp2 g = e.squared();
    Fp2 newX = g.minus(d.twice());
    Fp2 newZ = y.plus(z).squared().minus(b).minus(zSquared);
    Fp2 newY = d.minus(newX).times(e).minus(c.twice().twice().twice());
    Fp2 lineV = x.plus(e).squared().minus(a).minus(g).minus(b.twice().twice());
    Fp2 lineOne = e.times(zSquared).twice().negated().times(p.x());
    Fp2 constant = newZ.times(zSquared).twice().times(p.y());
    x = newX;
    y = newY;
    z = newZ;
    zSquared = newZ.squared();
    return f.timesLine(lineV, lineOne, constant);
  }

  /** Adds an affine point to the walking one and multiplies f by the chord's value at p. */
  private Fp12 addition(Fp12 f, G2 o) {
    Fp2 ySquared = o.y().squared();
    Fp2 h = o.x().times(zSquared).minus(x);
    Fp2 d = o.y().plus(z).squared().minus(ySquared).minus(zSquared).times(zSquared);
    Fp2 i = h.squared();
    Fp2 e = i.twice().twice();
    Fp2 j = h.times(e);
    Fp2 slope = d.minus(y.twice());
    Fp2 v = x.times(e);
    Fp2 newX = slope.squared().minus(j).minus(v.twice());
    Fp2 newZ = z.plus(h).squared().minus(zSquared).minus(i);
    Fp2 newY = v.minus(newX).times(slope).minus(y.times(j).twice());
    Fp2 newZSquared = newZ.squared();
    Fp2 t = o.y().plus(newZ).squared().minus(ySquared).minus(newZSquared);
    Fp2 lineV = slope.times(o.x()).twice().minus(t);
    Fp2 lineOne = slope.negated().times(p.x()).twice();
    Fp2 constant = newZ.times(p.y()).twice();
    x = newX;
    y = newY;
    z = newZ;
    zSquared = newZSquared;
    return f.timesLine(lineV, lineOne, constant);
  }

  /** f to the (p^12 - 1)/order (Scott et al. 2009). */
  private static Fp12 finalPower(Fp12 in) {
    Fp12 f = in.conjugated().times(in.inverted());
    f = f.times(f.frobeniusTwice());
    Fp12 fp2 = f.frobeniusTwice();
    Fp12 fu = f.power(U);
    Fp12 fu2 = fu.power(U);
    Fp12 fu3 = fu2.power(U);
    Fp12 y0 = f.frobenius().times(fp2).times(fp2.frobenius());
    Fp12 y1 = f.conjugated();
    Fp12 y2 = fu2.frobeniusTwice();
    Fp12 y3 = fu.frobenius().conjugated();
    Fp12 y4 = fu.times(fu2.frobenius()).conjugated();
    Fp12 y5 = fu2.conjugated();
    Fp12 y6 = fu3.times(fu3.frobenius()).conjugated();
    Fp12 t0 = y6.squared().times(y4).times(y5);
    Fp12 t1 = y3.times(y5).times(t0).squared().times(t0.times(y2)).squared();
    return t1.times(y1).squared().times(t1.times(y0));
  }
}
