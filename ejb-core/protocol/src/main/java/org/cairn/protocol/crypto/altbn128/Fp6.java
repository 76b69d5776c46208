package org.cairn.protocol.crypto.altbn128;

/** x·v² + y·v + z, v³ being 9 + i. Immutable. */
record Fp6(Fp2 x, Fp2 y, Fp2 z) {
  static final Fp6 ZERO = new Fp6(Fp2.ZERO, Fp2.ZERO, Fp2.ZERO);
  static final Fp6 ONE = new Fp6(Fp2.ZERO, Fp2.ZERO, Fp2.ONE);

  Fp6 plus(Fp6 o) {
    return new Fp6(x.plus(o.x), y.plus(o.y), z.plus(o.z));
  }

  Fp6 minus(Fp6 o) {
    return new Fp6(x.minus(o.x), y.minus(o.y), z.minus(o.z));
  }

  Fp6 negated() {
    return new Fp6(x.negated(), y.negated(), z.negated());
  }

  /** Karatsuba's way with six products. */
  Fp6 times(Fp6 o) {
    Fp2 zz = z.times(o.z);
    Fp2 yy = y.times(o.y);
    Fp2 xx = x.times(o.x);
    Fp2 xy = x.plus(y).times(o.x.plus(o.y)).minus(xx).minus(yy);
    Fp2 yz = y.plus(z).times(o.y.plus(o.z)).minus(yy).minus(zz);
    Fp2 xz = x.plus(z).times(o.x.plus(o.z)).minus(xx).minus(zz);
    return new Fp6(xz.plus(yy), yz.plus(xx.timesXi()), xy.timesXi().plus(zz));
  }

  /** Times b·v + c. */
  Fp6 timesLine(Fp2 b, Fp2 c) {
    Fp2 zc = z.times(c);
    Fp2 yb = y.times(b);
    Fp2 mixed = y.plus(z).times(b.plus(c)).minus(yb).minus(zc);
    return new Fp6(x.times(c).plus(yb), mixed, x.times(b).timesXi().plus(zc));
  }

  Fp6 times(Fp2 factor) {
    return new Fp6(x.times(factor), y.times(factor), z.times(factor));
  }

  Fp6 times(Fp factor) {
    return new Fp6(x.times(factor), y.times(factor), z.times(factor));
  }

  /** Times v. */
  Fp6 timesV() {
    return new Fp6(y, z, x.timesXi());
  }

  Fp6 inverted() {
    Fp2 a = z.squared().minus(x.times(y).timesXi());
    Fp2 b = x.squared().timesXi().minus(y.times(z));
    Fp2 c = y.squared().minus(x.times(z));
    Fp2 norm = c.times(y).timesXi().plus(a.times(z)).plus(b.times(x).timesXi()).inverted();
    return new Fp6(c.times(norm), b.times(norm), a.times(norm));
  }
}
