package org.cairn.protocol.crypto.altbn128;

/**
 * a + b·v + c·v², v³ being 9 + i. Mutable; each operation writes its result into the object it is
 * called on, which may be an operand too where nothing else is said.
 */
final class Fp6 {
  final Fp2 a = new Fp2();
  final Fp2 b = new Fp2();
  final Fp2 c = new Fp2();

  void set(Fp6 x) {
    a.set(x.a);
    b.set(x.b);
    c.set(x.c);
  }

  void sum(Fp6 x, Fp6 y) {
    a.sum(x.a, y.a);
    b.sum(x.b, y.b);
    c.sum(x.c, y.c);
  }

  /** x - y - z. */
  void difference(Fp6 x, Fp6 y, Fp6 z) {
    a.difference(x.a, y.a, z.a);
    b.difference(x.b, y.b, z.b);
    c.difference(x.c, y.c, z.c);
  }

  void negative(Fp6 x) {
    a.negative(x.a);
    b.negative(x.b);
    c.negative(x.c);
  }

  /** x + v·y; must be neither x nor y. */
  void sumWithV(Fp6 x, Fp6 y) {
    a.sumWithXi(x.a, y.c);
    b.sum(x.b, y.a);
    c.sum(x.c, y.b);
  }

  void product(Fp6 x, Fp2 y) {
    a.product(x.a, y);
    b.product(x.b, y);
    c.product(x.c, y);
  }

  void tidy() {
    a.tidy();
    b.tidy();
    c.tidy();
  }

  /** Products of two elements need some place, which one object of this class reuses. */
  static final class Products {
    private final Fp2 aa = new Fp2();
    private final Fp2 bb = new Fp2();
    private final Fp2 cc = new Fp2();
    private final Fp2 left = new Fp2();
    private final Fp2 right = new Fp2();
    private final Fp2 ab = new Fp2();
    private final Fp2 ac = new Fp2();
    private final Fp2 bc = new Fp2();

    /**
     * Karatsuba's way with six products. The factors may be sums of two tidy elements; the parts of
     * the result have up to 31, 13 and 4 terms.
     */
    void product(Fp6 out, Fp6 x, Fp6 y) {
      aa.product(x.a, y.a);
      bb.product(x.b, y.b);
      cc.product(x.c, y.c);
      mixed(ab, x.a, x.b, y.a, y.b);
      mixed(ac, x.a, x.c, y.a, y.c);
      mixed(bc, x.b, x.c, y.b, y.c);
      bc.difference(bc, bb, cc);
      out.a.sumWithXi(aa, bc);
      ab.difference(ab, aa, bb);
      out.b.sumWithXi(ab, cc);
      ac.difference(ac, aa, cc);
      out.c.sum(ac, bb);
    }

    /** Times d + e·v; the same holds. */
    void product(Fp6 out, Fp6 x, Fp2 d, Fp2 e) {
      aa.product(x.a, d);
      bb.product(x.b, e);
      mixed(ab, x.a, x.b, d, e);
      bc.product(x.c, e);
      cc.product(x.c, d);
      out.a.sumWithXi(aa, bc);
      out.b.difference(ab, aa, bb);
      out.c.sum(cc, bb);
    }

    private void mixed(Fp2 out, Fp2 x, Fp2 y, Fp2 v, Fp2 w) {
      left.sum(x, y);
      right.sum(v, w);
      out.product(left, right);
    }

    /** The inverse of a tidy element, tidy; throws ArithmeticException for zero. */
    void inverse(Fp6 out, Fp6 x) {
      aa.square(x.a);
      bb.square(x.b);
      cc.square(x.c);
      ab.product(x.a, x.b);
      ac.product(x.a, x.c);
      bc.product(x.b, x.c);
      bc.negative(bc);
      left.sumWithXi(aa, bc);
      left.tidy();
      ab.negative(ab);
      right.sumWithXi(ab, cc);
      right.tidy();
      bb.difference(bb, ac);
      aa.product(x.c, right);
      bc.product(x.b, bb);
      aa.sum(aa, bc);
      bc.product(x.a, left);
      cc.sumWithXi(bc, aa);
      cc.tidy();
      cc.inverse(cc);
      out.a.product(left, cc);
      out.b.product(right, cc);
      out.c.product(bb, cc);
    }
  }
}
