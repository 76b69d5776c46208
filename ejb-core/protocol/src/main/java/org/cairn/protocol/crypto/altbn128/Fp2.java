package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;

/**
 * re + im·i, i² being -1. Mutable; each operation writes its result into the object it is called
 * on, which may be an operand too. See {@link Fp} for what is tidy.
 */
final class Fp2 {
  /** 9 + i, which is no square and no cube. */
  static final Fp2 XI = of(Fp.of(9), Fp.ONE);

  final Fp re = new Fp();
  final Fp im = new Fp();

  static Fp2 of(Fp re, Fp im) {
    Fp2 result = new Fp2();
    result.re.set(re);
    result.im.set(im);
    return result;
  }

  static Fp2 one() {
    return of(Fp.ONE, Fp.ZERO);
  }

  Fp2 copy() {
    return of(re, im);
  }

  void set(Fp2 x) {
    re.set(x.re);
    im.set(x.im);
  }

  void sum(Fp2 x, Fp2 y) {
    re.sum(x.re, y.re);
    im.sum(x.im, y.im);
  }

  void difference(Fp2 x, Fp2 y) {
    re.difference(x.re, y.re);
    im.difference(x.im, y.im);
  }

  /** x - y - z. */
  void difference(Fp2 x, Fp2 y, Fp2 z) {
    re.difference(x.re, y.re, z.re);
    im.difference(x.im, y.im, z.im);
  }

  void negative(Fp2 x) {
    re.negative(x.re);
    im.negative(x.im);
  }

  void conjugate(Fp2 x) {
    re.set(x.re);
    im.negative(x.im);
  }

  /** x times a small number. */
  void multiple(Fp2 x, long factor) {
    re.multiple(x.re, factor);
    im.multiple(x.im, factor);
  }

  /** x plus y times a small number. */
  void sumWithMultiple(Fp2 x, Fp2 y, long factor) {
    re.sumWithMultiple(x.re, y.re, factor);
    im.sumWithMultiple(x.im, y.im, factor);
  }

  /** x + (9 + i)·y, which counts as ten terms more; must not be y. */
  void sumWithXi(Fp2 x, Fp2 y) {
    re.sumWithMultiple(x.re, y.re, 9);
    re.difference(re, y.im);
    im.sumWithMultiple(x.im, y.im, 9);
    im.sum(im, y.re);
  }

  /** (9 + i)·x; must not be x. */
  void productWithXi(Fp2 x) {
    re.multiple(x.re, 9);
    re.difference(re, x.im);
    im.multiple(x.im, 9);
    im.sum(im, x.re);
  }

  void product(Fp2 x, Fp2 y) {
    Fp2Product.write(re, im, x, y);
  }

  void product(Fp2 x, Fp y) {
    re.product(x.re, y);
    im.product(x.im, y);
  }

  void square(Fp2 x) {
    Fp2Square.write(re, im, x);
  }

  void tidy() {
    re.tidy();
    im.tidy();
  }

  /** The inverse; throws ArithmeticException for zero. */
  void inverse(Fp2 x) {
    Fp norm = new Fp();
    Fp square = new Fp();
    norm.square(x.re);
    square.square(x.im);
    norm.sum(norm, square);
    norm.inverse(norm);
    re.product(x.re, norm);
    im.product(x.im, norm);
    im.negative(im);
  }

  Fp2 power(BigInteger exponent) {
    Fp2 result = one();
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      result.square(result);
      if (exponent.testBit(i)) {
        result.product(result, this);
      }
    }
    return result;
  }

  boolean isZero() {
    return re.isZero() && im.isZero();
  }

  boolean isEqualTo(Fp2 other) {
    return re.isEqualTo(other.re) && im.isEqualTo(other.im);
  }
}
