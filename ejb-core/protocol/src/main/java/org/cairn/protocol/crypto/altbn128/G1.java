package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A point of y² = x³ + 3 in Jacobian coordinates (x/z², y/z³); z is zero at infinity. Immutable.
 */
record G1(Fp x, Fp y, Fp z) {
  static final G1 INFINITY = new G1(Fp.ONE, Fp.ONE, Fp.ZERO);

  private static final Fp B = Fp.of(3);
  private static final int WINDOW = 4;

  /** Reads 64 bytes; (0, 0) is infinity; null if they are no point of the curve. */
  static @Nullable G1 read(byte[] bytes, int offset) {
    if (!Fp.isElement(bytes, offset) || !Fp.isElement(bytes, offset + 32)) {
      return null;
    }
    Fp x = Fp.read(bytes, offset);
    Fp y = Fp.read(bytes, offset + 32);
    if (x.isZero() && y.isZero()) {
      return INFINITY;
    }
    boolean onCurve = y.squared().equals(x.squared().times(x).plus(B));
    return onCurve ? new G1(x, y, Fp.ONE) : null;
  }

  byte[] encoded() {
    byte[] out = new byte[64];
    if (!z.isZero()) {
      G1 affine = affine();
      affine.x.write(out, 0);
      affine.y.write(out, 32);
    }
    return out;
  }

  boolean isInfinity() {
    return z.isZero();
  }

  /** The same point with z = 1; not for infinity. */
  G1 affine() {
    if (z.equals(Fp.ONE)) {
      return this;
    }
    Fp inverse = z.inverted();
    Fp square = inverse.squared();
    return new G1(x.times(square), y.times(square).times(inverse), Fp.ONE);
  }

  G1 doubled() {
    Fp a = x.squared();
    Fp b = y.squared();
    Fp c = b.squared();
    Fp d = x.plus(b).squared().minus(a).minus(c).twice();
    Fp e = a.twice().plus(a);
    Fp newX = e.squared().minus(d.twice());
    Fp newY = d.minus(newX).times(e).minus(c.twice().twice().twice());
    return new G1(newX, newY, y.times(z).twice());
  }

  G1 plus(G1 o) {
    if (isInfinity()) {
      return o;
    }
    if (o.isInfinity()) {
      return this;
    }
    Fp z1 = z.squared();
    Fp z2 = o.z.squared();
    Fp u1 = x.times(z2);
    Fp s1 = y.times(o.z).times(z2);
    Fp h = o.x.times(z1).minus(u1);
    Fp r = o.y.times(z).times(z1).minus(s1);
    if (h.isZero()) {
      return r.isZero() ? doubled() : INFINITY;
    }
    Fp square = h.squared();
    Fp cube = square.times(h);
    Fp v = u1.times(square);
    Fp newX = r.squared().minus(cube).minus(v.twice());
    Fp newY = r.times(v.minus(newX)).minus(s1.times(cube));
    return new G1(newX, newY, z.times(o.z).times(h));
  }

  /** The point added to itself {@code scalar} times, four bits of it at once. */
  G1 times(BigInteger scalar) {
    G1[] multiples = new G1[1 << WINDOW];
    multiples[0] = INFINITY;
    for (int i = 1; i < multiples.length; i++) {
      multiples[i] = multiples[i - 1].plus(this);
    }
    G1 result = INFINITY;
    for (int at = (scalar.bitLength() + WINDOW - 1) / WINDOW - 1; at >= 0; at--) {
      for (int i = 0; i < WINDOW; i++) {
        result = result.doubled();
      }
      result = result.plus(multiples[scalar.shiftRight(WINDOW * at).intValue() & 15]);
    }
    return result;
  }
}
