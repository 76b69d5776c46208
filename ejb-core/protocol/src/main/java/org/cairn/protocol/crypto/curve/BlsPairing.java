package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.crypto.curve.Curve.Point;
import org.cairn.protocol.crypto.curve.QuadraticField.Element;

/**
 * The optimal ate pairing of BLS12-381, as far as to tell whether a product of pairings is one. An
 * element of the field of p^12 elements is a polynomial of degree 5 in w over the field of p²,
 * where w^6 = 1 + i. Thread-safe.
 */
public final class BlsPairing {
  /** The curve's parameter without its sign, which is negative. */
  private static final long PARAMETER = 0xd201000000010000L;

  private static final int DEGREE = 6;

  private final QuadraticField field;
  private final Element xi;

  /** (1 + i)^(k (p - 1) / 6). */
  private final Element[] frobenius = new Element[DEGREE];

  public BlsPairing(PrimeField base, QuadraticField field) {
    this.field = field;
    this.xi = field.of(1, 1);
    BigInteger sixth = base.modulus().subtract(BigInteger.ONE).divide(BigInteger.valueOf(DEGREE));
    Element root = field.power(xi, sixth);
    frobenius[0] = field.one();
    for (int k = 1; k < DEGREE; k++) {
      frobenius[k] = field.times(frobenius[k - 1], root);
    }
  }

  /** A point of each group, both affine and of the prime order, neither of them infinity. */
  public record Pair(Point<long[]> p, Point<Element> q) {}

  public boolean productIsOne(List<Pair> pairs) {
    return pairs.isEmpty() || isOne(finalPower(millerLoop(pairs)));
  }

  /** The inverse of the product, because the parameter's sign is left out. */
  private Element[] millerLoop(List<Pair> pairs) {
    List<Point<Element>> points = new ArrayList<>();
    for (Pair pair : pairs) {
      points.add(pair.q);
    }
    Element[] f = one();
    for (int bit = 62; bit >= 0; bit--) {
      f = times(f, f);
      for (int k = 0; k < pairs.size(); k++) {
        Point<Element> t = points.get(k);
        Element xx = field.squared(t.x());
        Element slope =
            field.times(field.plus(field.twice(xx), xx), field.inverted(field.twice(t.y())));
        f = times(f, line(t, slope, pairs.get(k).p));
        points.set(k, third(t, slope, t.x()));
      }
      if ((PARAMETER >>> bit & 1) != 0) {
        for (int k = 0; k < pairs.size(); k++) {
          Point<Element> t = points.get(k);
          Point<Element> q = pairs.get(k).q;
          Element slope =
              field.times(field.minus(q.y(), t.y()), field.inverted(field.minus(q.x(), t.x())));
          f = times(f, line(t, slope, pairs.get(k).p));
          points.set(k, third(t, slope, q.x()));
        }
      }
    }
    return f;
  }

  /** Where the line through two points, t and one with this x, meets the curve again, negated. */
  private Point<Element> third(Point<Element> t, Element slope, Element otherX) {
    Element x = field.minus(field.minus(field.squared(slope), t.x()), otherX);
    Element y = field.minus(field.times(slope, field.minus(t.x(), x)), t.y());
    return new Point<>(x, y, field.one());
  }

  /** The line at p, times w³: its coefficients of w^0, w² and w³. */
  private Element[] line(Point<Element> t, Element slope, Point<long[]> p) {
    Element[] line = new Element[DEGREE];
    Arrays.fill(line, field.zero());
    line[0] = field.minus(field.times(slope, t.x()), t.y());
    line[2] = field.negated(field.times(slope, p.x()));
    line[3] = field.times(field.one(), p.y());
    return line;
  }

  // The field of p^12

  private Element[] one() {
    Element[] one = new Element[DEGREE];
    Arrays.fill(one, field.zero());
    one[0] = field.one();
    return one;
  }

  private boolean isOne(Element[] a) {
    boolean one = field.areEqual(a[0], field.one());
    for (int k = 1; k < DEGREE; k++) {
      one &= field.isZero(a[k]);
    }
    return one;
  }

  private Element[] times(Element[] a, Element[] b) {
    Element[] wide = new Element[2 * DEGREE - 1];
    Arrays.fill(wide, field.zero());
    for (int j = 0; j < DEGREE; j++) {
      if (field.isZero(b[j])) {
        continue;
      }
      for (int i = 0; i < DEGREE; i++) {
        wide[i + j] = field.plus(wide[i + j], field.times(a[i], b[j]));
      }
    }
    Element[] product = new Element[DEGREE];
    for (int k = 0; k < DEGREE; k++) {
      product[k] = k == DEGREE - 1 ? wide[k] : field.plus(wide[k], timesXi(wide[k + DEGREE]));
    }
    return product;
  }

  private Element timesXi(Element a) {
    return field.times(a, xi);
  }

  /** The p^6th power; in the subgroup after the first steps of the final power, the inverse. */
  private Element[] conjugated(Element[] a) {
    Element[] out = a.clone();
    for (int k = 1; k < DEGREE; k += 2) {
      out[k] = field.negated(a[k]);
    }
    return out;
  }

  /** The pth power. */
  private Element[] frobenius(Element[] a) {
    Element[] out = new Element[DEGREE];
    for (int k = 0; k < DEGREE; k++) {
      out[k] = field.times(field.conjugated(a[k]), frobenius[k]);
    }
    return out;
  }

  /** By the norm over the field of p^6, which has only even powers of w. */
  private Element[] inverted(Element[] a) {
    Element[] conjugate = conjugated(a);
    Element[] norm = times(a, conjugate);
    Element c0 = norm[0];
    Element c1 = norm[2];
    Element c2 = norm[4];
    Element t0 = field.minus(field.squared(c0), timesXi(field.times(c1, c2)));
    Element t1 = field.minus(timesXi(field.squared(c2)), field.times(c0, c1));
    Element t2 = field.minus(field.squared(c1), field.times(c0, c2));
    Element mixed = field.plus(field.times(c2, t1), field.times(c1, t2));
    Element scale = field.inverted(field.plus(field.times(c0, t0), timesXi(mixed)));
    Element[] inverse = one();
    inverse[0] = field.times(t0, scale);
    inverse[2] = field.times(t1, scale);
    inverse[4] = field.times(t2, scale);
    return times(conjugate, inverse);
  }

  /** To the power of the curve's parameter, in the subgroup where conjugates are inverses. */
  private Element[] power(Element[] a) {
    Element[] result = a;
    for (int bit = 62; bit >= 0; bit--) {
      result = times(result, result);
      if ((PARAMETER >>> bit & 1) != 0) {
        result = times(result, a);
      }
    }
    return conjugated(result);
  }

  /**
   * To the power of 3 (p^12 - 1) / r: D. Hayashida, K. Hayasaka and T. Teruya, "Efficient final
   * exponentiation via cyclotomic structure" (2020); 3 is no divisor of r.
   */
  private Element[] finalPower(Element[] f) {
    Element[] a = times(conjugated(f), inverted(f));
    Element[] m = times(frobenius(frobenius(a)), a);
    a = times(power(m), conjugated(m));
    a = times(power(a), conjugated(a));
    Element[] b = times(power(a), frobenius(a));
    Element[] c = times(power(power(b)), frobenius(frobenius(b)));
    c = times(c, conjugated(b));
    return times(c, times(m, times(m, m)));
  }
}
