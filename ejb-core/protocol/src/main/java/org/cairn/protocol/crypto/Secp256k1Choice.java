package org.cairn.protocol.crypto;

/** Holds the implementation that {@link Secp256k1#instance()} returns, made on first use. */
final class Secp256k1Choice {
  static final Secp256k1 CHOSEN = choose();

  private Secp256k1Choice() {}

  private static Secp256k1 choose() {
    if (System.getProperty("cairn.crypto", "native").equals("java")) {
      return new BouncyCastleSecp256k1();
    }
    return NativeSecp256k1.load().<Secp256k1>map(x -> x).orElseGet(BouncyCastleSecp256k1::new);
  }
}
