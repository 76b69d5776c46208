package org.cairn.protocol.crypto.curve;

import java.util.List;
import org.cairn.protocol.crypto.curve.Curve.Point;

/**
 * A map from numbers to points of a curve: the simplified method of Shallue, van de Woestijne and
 * Ulas to a curve that is isogenous to it, and the isogeny (RFC 9380, sections 6.6.2 and 6.6.3).
 *
 * @param from the curve that is isogenous
 * @param a its coefficient
 * @param b its other coefficient
 * @param z the constant of the method
 * @param isogeny numerator and denominator of x, then of y; coefficients by rising power
 * @param to the curve itself
 */
public record SimplifiedMap<E>(Curve<E> from, E a, E b, E z, List<List<E>> isogeny, Curve<E> to) {
  public Point<E> point(E u) {
    Field<E> f = from.field();
    E zuu = f.times(z, f.squared(u));
    E sum = f.plus(f.squared(zuu), zuu);
    E x =
        f.isZero(sum)
            ? f.times(b, f.inverted(f.times(z, a)))
            : f.times(f.negated(f.times(b, f.inverted(a))), f.plus(f.one(), f.inverted(sum)));
    E y = f.root(from.right(x));
    if (y == null) {
      x = f.times(zuu, x);
      y = f.root(from.right(x));
    }
    if (y == null) {
      throw new IllegalStateException("one of the two is a square");
    }
    return apply(x, f.isOdd(u) == f.isOdd(y) ? y : f.negated(y));
  }

  private Point<E> apply(E x, E y) {
    Field<E> f = from.field();
    E belowX = value(isogeny.get(1), x);
    E belowY = value(isogeny.get(3), x);
    if (f.isZero(belowX) || f.isZero(belowY)) {
      return to.infinity();
    }
    return to.point(
        f.times(value(isogeny.get(0), x), f.inverted(belowX)),
        f.times(y, f.times(value(isogeny.get(2), x), f.inverted(belowY))));
  }

  private E value(List<E> coefficients, E x) {
    Field<E> f = from.field();
    E sum = f.zero();
    for (E coefficient : coefficients.reversed()) {
      sum = f.plus(f.times(sum, x), coefficient);
    }
    return sum;
  }
}
