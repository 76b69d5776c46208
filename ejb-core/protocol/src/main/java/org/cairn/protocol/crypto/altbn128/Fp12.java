package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;

/**
 * a + b·w, w² being v. Mutable, and tidy after each operation; operations write their result into
 * the object they are called on, which may be an operand too. Confined to one thread, because of
 * the place for intermediate results, which elements of one computation share.
 */
final class Fp12 {
  /** (9 + i) to the (p - 1)/6 to the powers 1 to 5: what the p-th power does to those of w. */
  static final Fp2[] W_TO_P =
      powers(Fp2.XI.power(Fp.P.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6))));

  /** Likewise for the p²-th power, where they lie in Fp. */
  static final Fp2[] W_TO_P2 = powers(norm(W_TO_P[1]));

  /** Intermediate results. */
  static final class Space {
    final Fp6.Products products = new Fp6.Products();
    final Fp6 s = new Fp6();
    final Fp6 t = new Fp6();
    final Fp6 u = new Fp6();
    final Fp6 v = new Fp6();
    final Fp6 w = new Fp6();
    final Fp2 left = new Fp2();
    final Fp2 right = new Fp2();
  }

  final Fp6 a = new Fp6();
  final Fp6 b = new Fp6();
  private final Space space;

  /** Zero. */
  Fp12(Space space) {
    this.space = space;
  }

  private static Fp2 norm(Fp2 x) {
    Fp2 result = new Fp2();
    result.conjugate(x);
    result.product(result, x);
    return result;
  }

  private static Fp2[] powers(Fp2 x) {
    Fp2[] powers = new Fp2[6];
    powers[0] = Fp2.one();
    for (int i = 1; i < powers.length; i++) {
      powers[i] = new Fp2();
      powers[i].product(powers[i - 1], x);
    }
    return powers;
  }

  void setOne() {
    a.set(new Fp6());
    b.set(new Fp6());
    a.a.set(Fp2.one());
  }

  Fp12 copy() {
    Fp12 copy = new Fp12(space);
    copy.set(this);
    return copy;
  }

  void set(Fp12 x) {
    a.set(x.a);
    b.set(x.b);
  }

  void product(Fp12 x, Fp12 y) {
    Fp6.Products six = space.products;
    six.product(space.s, x.a, y.a);
    six.product(space.t, x.b, y.b);
    space.u.sum(x.a, x.b);
    space.v.sum(y.a, y.b);
    six.product(space.u, space.u, space.v);
    combine();
  }

  /** a = s + v·t and b = u - s - t: the end of Karatsuba's way. */
  private void combine() {
    b.difference(space.u, space.s, space.t);
    a.sumWithV(space.s, space.t);
    a.tidy();
    b.tidy();
  }

  /** (a + b)·(a + v·b) = a² + v·b² + (1 + v)·ab. */
  void square(Fp12 x) {
    Fp6.Products six = space.products;
    Fp6 product = space.t;
    six.product(product, x.a, x.b);
    space.u.sum(x.a, x.b);
    space.v.sumWithV(x.a, x.b);
    space.v.a.tidy();
    six.product(space.s, space.u, space.v);
    space.u.sumWithV(product, product);
    a.a.difference(space.s.a, space.u.a);
    a.b.difference(space.s.b, space.u.b);
    a.c.difference(space.s.c, space.u.c);
    b.sum(product, product);
    a.tidy();
    b.tidy();
  }

  /** x times the value of a line. */
  void product(Fp12 x, Line line) {
    Fp6.Products six = space.products;
    space.s.product(x.a, line.c);
    six.product(space.t, x.b, line.d, line.e);
    space.u.sum(x.a, x.b);
    space.left.sum(line.c, line.d);
    six.product(space.u, space.u, space.left, line.e);
    combine();
  }

  /** x times the values of two lines, which are multiplied first, since both are sparse. */
  void product(Fp12 x, Line line, Line other) {
    Fp6.Products six = space.products;
    Fp6 even = space.v;
    Fp6 odd = space.w;
    // (c + d·w + e·vw)·(c' + d'·w + e'·vw), first by equal powers of w
    Fp2 cc = space.s.a;
    Fp2 dd = even.b;
    Fp2 ee = space.s.b;
    cc.product(line.c, other.c);
    dd.product(line.d, other.d);
    ee.product(line.e, other.e);
    even.a.sumWithXi(cc, ee);
    even.a.tidy();
    mixed(even.c, line.d, line.e, other.d, other.e, dd, ee);
    mixed(odd.a, line.c, line.d, other.c, other.d, cc, dd);
    mixed(odd.b, line.c, line.e, other.c, other.e, cc, ee);
    six.product(space.s, x.a, even);
    six.product(space.t, x.b, odd.a, odd.b);
    space.u.sum(x.a, x.b);
    even.a.sum(even.a, odd.a);
    even.b.sum(even.b, odd.b);
    six.product(space.u, space.u, even);
    combine();
  }

  /** x·w + y·v, when x·v and y·w are known. */
  private void mixed(Fp2 out, Fp2 x, Fp2 y, Fp2 v, Fp2 w, Fp2 xv, Fp2 yw) {
    space.left.sum(x, y);
    space.right.sum(v, w);
    out.product(space.left, space.right);
    out.difference(out, xv, yw);
    out.tidy();
  }

  /**
   * The square of an element whose (p⁴ - p² + 1)-th power is 1 (Granger and Scott, "Faster squaring
   * in the cyclotomic subgroup of sixth degree extensions", 2010).
   */
  void cyclotomicSquare(Fp12 x) {
    // squares in three fields of degree 4, of (a.a, b.b), (b.a, a.c) and (a.b, b.c)
    quarticSquare(space.s.a, space.t.a, x.a.a, x.b.b);
    quarticSquare(space.s.b, space.t.b, x.b.a, x.a.c);
    quarticSquare(space.s.c, space.t.c, x.a.b, x.b.c);
    tripleMinusTwice(a.a, space.s.a, x.a.a);
    tripleMinusTwice(a.b, space.s.b, x.a.b);
    tripleMinusTwice(a.c, space.s.c, x.a.c);
    space.left.productWithXi(space.t.c);
    triplePlusTwice(b.a, space.left, x.b.a);
    triplePlusTwice(b.b, space.t.a, x.b.b);
    triplePlusTwice(b.c, space.t.b, x.b.c);
  }

  /** The even and the odd part of (x + y·w³)². */
  private void quarticSquare(Fp2 even, Fp2 odd, Fp2 x, Fp2 y) {
    Fp2 xx = space.u.a;
    Fp2 yy = space.u.b;
    xx.square(x);
    yy.square(y);
    odd.sum(x, y);
    odd.square(odd);
    odd.difference(odd, xx, yy);
    even.sumWithXi(xx, yy);
  }

  private static void tripleMinusTwice(Fp2 out, Fp2 x, Fp2 y) {
    out.difference(x, y);
    out.multiple(out, 2);
    out.sum(out, x);
    out.tidy();
  }

  private static void triplePlusTwice(Fp2 out, Fp2 x, Fp2 y) {
    out.sum(x, y);
    out.multiple(out, 2);
    out.sum(out, x);
    out.tidy();
  }

  /** The p⁶-th power; the inverse, where cyclotomicSquare is the square. */
  void conjugate(Fp12 x) {
    a.set(x.a);
    b.negative(x.b);
  }

  /** Throws ArithmeticException for zero. */
  void inverse(Fp12 x) {
    Fp6.Products six = space.products;
    six.product(space.s, x.a, x.a);
    six.product(space.t, x.b, x.b);
    space.t.negative(space.t);
    space.u.sumWithV(space.s, space.t);
    space.u.tidy();
    six.inverse(space.v, space.u);
    six.product(a, x.a, space.v);
    six.product(b, x.b, space.v);
    b.negative(b);
    a.tidy();
    b.tidy();
  }

  /** The p-th power. */
  void frobenius(Fp12 x) {
    a.a.conjugate(x.a.a);
    conjugateTimes(b.a, x.b.a, 1);
    conjugateTimes(a.b, x.a.b, 2);
    conjugateTimes(b.b, x.b.b, 3);
    conjugateTimes(a.c, x.a.c, 4);
    conjugateTimes(b.c, x.b.c, 5);
  }

  private static void conjugateTimes(Fp2 out, Fp2 x, int power) {
    out.conjugate(x);
    out.product(out, W_TO_P[power]);
  }

  /** The p²-th power. */
  void frobeniusTwice(Fp12 x) {
    a.a.set(x.a.a);
    b.a.product(x.b.a, W_TO_P2[1].re);
    a.b.product(x.a.b, W_TO_P2[2].re);
    b.b.product(x.b.b, W_TO_P2[3].re);
    a.c.product(x.a.c, W_TO_P2[4].re);
    b.c.product(x.b.c, W_TO_P2[5].re);
  }

  boolean isOne() {
    return a.a.isEqualTo(Fp2.one())
        && a.b.isZero()
        && a.c.isZero()
        && b.a.isZero()
        && b.b.isZero()
        && b.c.isZero();
  }
}
