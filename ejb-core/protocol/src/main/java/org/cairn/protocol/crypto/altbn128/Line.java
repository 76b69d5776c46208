package org.cairn.protocol.crypto.altbn128;

/** The value of a line, c + (d + e·v)·w as an element of {@link Fp12}. Mutable, tidy. */
final class Line {
  final Fp2 c = new Fp2();
  final Fp2 d = new Fp2();
  final Fp2 e = new Fp2();

  void set(Line other) {
    c.set(other.c);
    d.set(other.d);
    e.set(other.e);
  }
}
