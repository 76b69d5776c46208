package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The curve y² = x³ + ax + b with points in Jacobian coordinates. Thread-safe. */
public final class Curve<E> {
  private static final int WINDOW = 4;

  private final Field<E> field;
  private final E a;
  private final E b;
  private final boolean hasA;
  private final Point<E> infinity;

  /** (x/z², y/z³); z is zero at infinity. */
  public record Point<E>(E x, E y, E z) {}

  public Curve(Field<E> field, E a, E b) {
    this.field = field;
    this.a = a;
    this.b = b;
    this.hasA = !field.isZero(a);
    this.infinity = new Point<>(field.one(), field.one(), field.zero());
  }

  public Field<E> field() {
    return field;
  }

  public Point<E> infinity() {
    return infinity;
  }

  public boolean isInfinity(Point<E> p) {
    return field.isZero(p.z);
  }

  /** The point with these coordinates, whether it is on the curve or not. */
  public Point<E> point(E x, E y) {
    return new Point<>(x, y, field.one());
  }

  /** x³ + ax + b. */
  public E right(E x) {
    return field.plus(field.times(field.plus(field.squared(x), a), x), b);
  }

  public boolean contains(E x, E y) {
    return field.areEqual(field.squared(y), right(x));
  }

  /** The same point with z = 1; infinity as it is. */
  public Point<E> affine(Point<E> p) {
    if (isInfinity(p) || field.areEqual(p.z, field.one())) {
      return p;
    }
    E inverse = field.inverted(p.z);
    E square = field.squared(inverse);
    return point(field.times(p.x, square), field.times(field.times(p.y, square), inverse));
  }

  public Point<E> negated(Point<E> p) {
    return new Point<>(p.x, field.negated(p.y), p.z);
  }

  public Point<E> doubled(Point<E> p) {
    E yy = field.squared(p.y);
    E yyyy = field.squared(yy);
    E s = field.twice(field.twice(field.times(p.x, yy)));
    E m = tangent(p);
    E x = field.minus(field.squared(m), field.twice(s));
    E eightfold = field.twice(field.twice(field.twice(yyyy)));
    E y = field.minus(field.times(m, field.minus(s, x)), eightfold);
    return new Point<>(x, y, field.twice(field.times(p.y, p.z)));
  }

  /** 3x² + az⁴. */
  private E tangent(Point<E> p) {
    E xx = field.squared(p.x);
    E m = field.plus(field.twice(xx), xx);
    return hasA ? field.plus(m, field.times(a, field.squared(field.squared(p.z)))) : m;
  }

  public Point<E> plus(Point<E> p, Point<E> q) {
    if (isInfinity(p)) {
      return q;
    }
    if (isInfinity(q)) {
      return p;
    }
    boolean affine = field.areEqual(q.z, field.one());
    E z1 = field.squared(p.z);
    E z2 = affine ? q.z : field.squared(q.z);
    E u = affine ? p.x : field.times(p.x, z2);
    E s = affine ? p.y : field.times(field.times(p.y, q.z), z2);
    E h = field.minus(field.times(q.x, z1), u);
    E r = field.minus(field.times(field.times(q.y, p.z), z1), s);
    if (field.isZero(h)) {
      return field.isZero(r) ? doubled(p) : infinity;
    }
    E square = field.squared(h);
    E cube = field.times(square, h);
    E v = field.times(u, square);
    E x = field.minus(field.minus(field.squared(r), cube), field.twice(v));
    E y = field.minus(field.times(r, field.minus(v, x)), field.times(s, cube));
    E z = affine ? p.z : field.times(p.z, q.z);
    return new Point<>(x, y, field.times(z, h));
  }

  /** The point 0 to 15 times. */
  public List<Point<E>> multiples(Point<E> p) {
    List<Point<E>> multiples = new ArrayList<>(1 << WINDOW);
    multiples.add(infinity);
    for (int i = 1; i < 1 << WINDOW; i++) {
      multiples.add(plus(multiples.get(i - 1), p));
    }
    return multiples;
  }

  public Point<E> times(Point<E> p, BigInteger scalar) {
    return sumOfProducts(List.of(multiples(p)), List.of(scalar));
  }

  /**
   * The sum of points, whose {@link #multiples} are given, each times its number, which is not
   * negative; the doublings are shared.
   */
  public Point<E> sumOfProducts(List<List<Point<E>>> multiples, List<BigInteger> scalars) {
    int bits = scalars.stream().mapToInt(BigInteger::bitLength).max().orElse(0);
    Point<E> sum = infinity;
    for (int at = (bits + WINDOW - 1) / WINDOW - 1; at >= 0; at--) {
      for (int i = 0; i < WINDOW && !isInfinity(sum); i++) {
        sum = doubled(sum);
      }
      for (int k = 0; k < scalars.size(); k++) {
        int digit = digit(scalars.get(k), WINDOW * at);
        if (digit != 0) {
          sum = plus(sum, multiples.get(k).get(digit));
        }
      }
    }
    return sum;
  }

  private static int digit(BigInteger number, int at) {
    int digit = 0;
    for (int i = WINDOW - 1; i >= 0; i--) {
      digit = digit << 1 | (number.testBit(at + i) ? 1 : 0);
    }
    return digit;
  }
}
