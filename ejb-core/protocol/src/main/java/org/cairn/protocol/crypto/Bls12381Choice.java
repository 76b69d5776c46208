package org.cairn.protocol.crypto;

/** Holds the implementation that {@link Bls12381#instance()} returns, made on first use. */
final class Bls12381Choice {
  static final Bls12381 CHOSEN = choose();

  private Bls12381Choice() {}

  private static Bls12381 choose() {
    if (System.getProperty("cairn.crypto", "native").equals("java")) {
      return new JavaBls12381();
    }
    return NativeBls12381.load().<Bls12381>map(x -> x).orElseGet(JavaBls12381::new);
  }
}
