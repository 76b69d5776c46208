package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;

/** x·i + y, i² being -1. Immutable. */
record Fp2(Fp x, Fp y) {
  static final Fp2 ZERO = new Fp2(Fp.ZERO, Fp.ZERO);
  static final Fp2 ONE = new Fp2(Fp.ZERO, Fp.ONE);

  /** 9 + i, which is no square and no cube. */
  static final Fp2 XI = new Fp2(Fp.ONE, Fp.of(9));

  Fp2 plus(Fp2 o) {
    return new Fp2(x.plus(o.x), y.plus(o.y));
  }

  Fp2 minus(Fp2 o) {
    return new Fp2(x.minus(o.x), y.minus(o.y));
  }

  Fp2 negated() {
    return new Fp2(x.negated(), y.negated());
  }

  Fp2 conjugated() {
    return new Fp2(x.negated(), y);
  }

  Fp2 twice() {
    return new Fp2(x.twice(), y.twice());
  }

  Fp2 times(Fp2 o) {
    Fp xx = x.times(o.x);
    Fp yy = y.times(o.y);
    Fp mixed = x.plus(y).times(o.x.plus(o.y)).minus(xx).minus(yy);
    return new Fp2(mixed, yy.minus(xx));
  }

  Fp2 times(Fp factor) {
    return new Fp2(x.times(factor), y.times(factor));
  }

  Fp2 squared() {
    return new Fp2(x.times(y).twice(), y.minus(x).times(x.plus(y)));
  }

  /** Times 9 + i. */
  Fp2 timesXi() {
    Fp x8 = x.twice().twice().twice();
    Fp y8 = y.twice().twice().twice();
    return new Fp2(x8.plus(x).plus(y), y8.plus(y).minus(x));
  }

  Fp2 inverted() {
    Fp norm = x.squared().plus(y.squared()).inverted();
    return new Fp2(x.negated().times(norm), y.times(norm));
  }

  Fp2 power(BigInteger exponent) {
    Fp2 result = ONE;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      result = result.squared();
      if (exponent.testBit(i)) {
        result = result.times(this);
      }
    }
    return result;
  }

  boolean isZero() {
    return x.isZero() && y.isZero();
  }
}
