package org.cairn.protocol.crypto.curve;

import java.util.Optional;
import org.cairn.protocol.uint.U256;

/**
 * A point of secp256r1 that is doubled and added to in place, in Jacobian coordinates (x/z², y/z³).
 * Its x and y are reduced, its z lies within 3 p. Formulas: D. J. Bernstein and T. Lange,
 * "Explicit-Formulas Database", dbl-2001-b and add-1998-cmo-2.
 */
public final class P256Sum {
  private static final P256Number B =
      P256Number.of(U256.of("0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"));

  private final P256Number x = new P256Number();
  private final P256Number y = new P256Number();
  private final P256Number z = new P256Number();
  private boolean isInfinity = true;

  // scratch
  private final P256Number t = new P256Number();
  private final P256Number u = new P256Number();
  private final P256Number v = new P256Number();
  private final P256Number w = new P256Number();
  private final P256Number h = new P256Number();
  private final P256Number r = new P256Number();

  /** A point to be added, z² and z³ with it; z is missing if it is one. */
  public static final class Term {
    private final P256Number x = new P256Number();
    private final P256Number y = new P256Number();
    private final P256Number z = new P256Number();
    private final P256Number zz = new P256Number();
    private final P256Number zzz = new P256Number();
    private boolean isAffine;

    private Term() {}
  }

  /** The point (x, y); empty if it is not on the curve. The coordinates are below p. */
  public static Optional<Term> term(U256 x, U256 y) {
    Term term = new Term();
    term.x.set(P256Number.of(x));
    term.y.set(P256Number.of(y));
    term.isAffine = true;
    P256Number right = new P256Number();
    right.setSquare(term.x);
    right.subtract(3, P256Number.of(U256.ONE));
    right.setProduct(right, term.x);
    right.setSum(right, B);
    P256Number difference = new P256Number();
    difference.setSquare(term.y);
    difference.subtract(1, right);
    return difference.isZero() ? Optional.of(term) : Optional.empty();
  }

  /** The sum as a term; it is not infinity. */
  public Term toTerm() {
    Term term = new Term();
    term.x.set(x);
    term.y.set(y);
    term.z.set(z);
    term.zz.setSquare(z);
    term.zzz.setProduct(term.zz, z);
    return term;
  }

  /** The sum as a term whose z is one; the sum is not infinity. */
  public Term toAffineTerm() {
    Term term = new Term();
    P256Number inverse = new P256Number();
    inverse.set(z);
    inverse.invert();
    P256Number square = new P256Number();
    square.setSquare(inverse);
    term.x.setProduct(x, square);
    term.y.setProduct(y, square);
    term.y.setProduct(term.y, inverse);
    term.isAffine = true;
    return term;
  }

  /** Of the point; empty at infinity. */
  public Optional<U256> x() {
    return isInfinity ? Optional.empty() : Optional.of(toAffineTerm().x.value());
  }

  public void twice() {
    if (isInfinity) {
      return;
    }
    // t = z², u = y², v = x y², w = 3 (x - z²) (x + z²)
    t.setSquare(z);
    u.setSquare(y);
    v.setProduct(x, u);
    h.setDifference(x, t);
    r.setSum(x, t);
    w.setProduct(h, r);
    w.triple();
    h.setSum(y, z);
    z.setSquare(h);
    z.subtract(1, u);
    z.subtract(1, t);
    x.setSquare(w);
    x.subtract(8, v);
    x.reduce();
    h.setMultipleMinus(4, v, x);
    y.setProduct(w, h);
    t.setSquare(u);
    y.subtract(8, t);
    y.reduce();
  }

  private void set(Term term, boolean isNegated) {
    x.set(term.x);
    y.set(term.y);
    if (isNegated) {
      y.negate();
      y.reduce();
    }
    if (term.isAffine) {
      z.setOne();
    } else {
      z.set(term.z);
    }
    isInfinity = false;
  }

  /** Adds the point, or subtracts it. */
  public void add(Term term, boolean isNegated) {
    if (isInfinity) {
      set(term, isNegated);
      return;
    }
    // u = x, v = y: both points with one z; h and r what the term has more
    t.setSquare(z);
    h.setProduct(term.x, t);
    t.setProduct(t, z);
    r.setProduct(term.y, t);
    if (isNegated) {
      r.negate();
    }
    if (term.isAffine) {
      u.set(x);
      v.set(y);
    } else {
      u.setProduct(x, term.zz);
      v.setProduct(y, term.zzz);
    }
    h.subtract(1, u);
    r.subtract(1, v);
    if (h.isZero()) {
      meet();
      return;
    }
    if (!term.isAffine) {
      z.setProduct(z, term.z);
    }
    z.setProduct(z, h);
    t.setSquare(h);
    h.setProduct(h, t);
    u.setProduct(u, t);
    x.setSquare(r);
    x.subtract(1, h);
    x.subtract(2, u);
    x.reduce();
    u.subtract(1, x);
    y.setProduct(r, u);
    v.setProduct(v, h);
    y.subtract(1, v);
    y.reduce();
  }

  /** Adds a point with the same x. */
  private void meet() {
    if (r.isZero()) {
      twice();
    } else {
      isInfinity = true;
    }
  }
}
