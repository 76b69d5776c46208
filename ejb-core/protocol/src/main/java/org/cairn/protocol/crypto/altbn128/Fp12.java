package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;

/** x·w + y, w² being v. Immutable. */
record Fp12(Fp6 x, Fp6 y) {
  static final Fp12 ONE = new Fp12(Fp6.ZERO, Fp6.ONE);

  /** (9 + i) to the (p - 1)/6 and its square: what the p-th power does to w and v. */
  private static final Fp2 W_TO_P =
      Fp2.XI.power(Fp.P.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6)));

  static final Fp2 V_TO_P = W_TO_P.squared();
  private static final Fp2 V2_TO_P = V_TO_P.squared();

  /** Likewise for the p²-th power, where they lie in Fp. */
  private static final Fp W_TO_P2 = W_TO_P.times(W_TO_P.conjugated()).y();

  static final Fp V_TO_P2 = W_TO_P2.squared();
  private static final Fp V2_TO_P2 = V_TO_P2.squared();

  Fp12 times(Fp12 o) {
    Fp6 xx = x.times(o.x);
    Fp6 yy = y.times(o.y);
    Fp6 mixed = x.plus(y).times(o.x.plus(o.y)).minus(xx).minus(yy);
    return new Fp12(mixed, yy.plus(xx.timesV()));
  }

  Fp12 squared() {
    Fp6 product = x.times(y);
    Fp6 sum = x.plus(y).times(x.timesV().plus(y)).minus(product).minus(product.timesV());
    return new Fp12(product.plus(product), sum);
  }

  /** Times the value of a line: (a·v + b)·w + c. */
  Fp12 timesLine(Fp2 a, Fp2 b, Fp2 c) {
    Fp6 xl = x.timesLine(a, b);
    Fp6 yc = y.times(c);
    Fp6 mixed = x.plus(y).timesLine(a, b.plus(c)).minus(xl).minus(yc);
    return new Fp12(mixed, yc.plus(xl.timesV()));
  }

  Fp12 conjugated() {
    return new Fp12(x.negated(), y);
  }

  Fp12 inverted() {
    Fp6 norm = y.times(y).minus(x.times(x).timesV()).inverted();
    return new Fp12(x.negated().times(norm), y.times(norm));
  }

  /** The p-th power. */
  Fp12 frobenius() {
    Fp6 fx =
        new Fp6(
            x.x().conjugated().times(V2_TO_P),
            x.y().conjugated().times(V_TO_P),
            x.z().conjugated());
    Fp6 fy =
        new Fp6(
            y.x().conjugated().times(V2_TO_P),
            y.y().conjugated().times(V_TO_P),
            y.z().conjugated());
    return new Fp12(fx.times(W_TO_P), fy);
  }

  /** The p²-th power. */
  Fp12 frobeniusTwice() {
    Fp6 fx = new Fp6(x.x().times(V2_TO_P2), x.y().times(V_TO_P2), x.z());
    Fp6 fy = new Fp6(y.x().times(V2_TO_P2), y.y().times(V_TO_P2), y.z());
    return new Fp12(fx.times(W_TO_P2), fy);
  }

  Fp12 power(long exponent) {
    Fp12 result = this;
    for (int i = 62 - Long.numberOfLeadingZeros(exponent); i >= 0; i--) {
      result = result.squared();
      if ((exponent >>> i & 1) != 0) {
        result = result.times(this);
      }
    }
    return result;
  }

  boolean isOne() {
    return equals(ONE);
  }
}
