package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers real + imaginary · i over a prime field in which i² = -1 has no root. */
public final class QuadraticField implements Field<QuadraticField.Element> {
  private final PrimeField base;
  private final Element zero;
  private final Element one;

  /** An element; its arrays are never changed. */
  public static final class Element {
    final long[] real;
    final long[] imaginary;

    Element(long[] real, long[] imaginary) {
      this.real = real;
      this.imaginary = imaginary;
    }

    public long[] real() {
      return real;
    }

    public long[] imaginary() {
      return imaginary;
    }
  }

  public QuadraticField(PrimeField base) {
    this.base = base;
    this.zero = new Element(base.zero(), base.zero());
    this.one = new Element(base.one(), base.zero());
  }

  public Element of(long[] real, long[] imaginary) {
    return new Element(real, imaginary);
  }

  public Element of(long real, long imaginary) {
    return new Element(base.of(real), base.of(imaginary));
  }

  @Override
  public Element zero() {
    return zero;
  }

  @Override
  public Element one() {
    return one;
  }

  @Override
  public Element plus(Element a, Element b) {
    return new Element(base.plus(a.real, b.real), base.plus(a.imaginary, b.imaginary));
  }

  @Override
  public Element minus(Element a, Element b) {
    return new Element(base.minus(a.real, b.real), base.minus(a.imaginary, b.imaginary));
  }

  @Override
  public Element times(Element a, Element b) {
    long[] reals = base.times(a.real, b.real);
    long[] imaginaries = base.times(a.imaginary, b.imaginary);
    long[] sums = base.times(base.plus(a.real, a.imaginary), base.plus(b.real, b.imaginary));
    return new Element(
        base.minus(reals, imaginaries), base.minus(base.minus(sums, reals), imaginaries));
  }

  @Override
  public Element squared(Element a) {
    return new Element(
        base.times(base.plus(a.real, a.imaginary), base.minus(a.real, a.imaginary)),
        base.twice(base.times(a.real, a.imaginary)));
  }

  public Element times(Element a, long[] factor) {
    return new Element(base.times(a.real, factor), base.times(a.imaginary, factor));
  }

  @Override
  public Element negated(Element a) {
    return new Element(base.negated(a.real), base.negated(a.imaginary));
  }

  public Element conjugated(Element a) {
    return new Element(a.real, base.negated(a.imaginary));
  }

  @Override
  public Element inverted(Element a) {
    long[] norm = base.plus(base.squared(a.real), base.squared(a.imaginary));
    return times(conjugated(a), base.inverted(norm));
  }

  @Override
  public boolean isZero(Element a) {
    return base.isZero(a.real) && base.isZero(a.imaginary);
  }

  @Override
  public boolean areEqual(Element a, Element b) {
    return base.areEqual(a.real, b.real) && base.areEqual(a.imaginary, b.imaginary);
  }

  public Element power(Element a, BigInteger exponent) {
    Element result = one;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      result = squared(result);
      if (exponent.testBit(i)) {
        result = times(result, a);
      }
    }
    return result;
  }

  /** G. Adj and F. Rodríguez-Henríquez, "Square root computation over even extension fields". */
  @Override
  public @Nullable Element root(Element a) {
    BigInteger p = base.modulus();
    Element first = power(a, p.shiftRight(2));
    Element product = times(first, a);
    Element alpha = times(first, product);
    Element root =
        areEqual(alpha, negated(one))
            ? new Element(base.negated(product.imaginary), product.real)
            : times(power(plus(one, alpha), p.shiftRight(1)), product);
    return areEqual(squared(root), a) ? root : null;
  }

  @Override
  public boolean isOdd(Element a) {
    return base.isOdd(a.real) || (base.isZero(a.real) && base.isOdd(a.imaginary));
  }
}
