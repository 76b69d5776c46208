package org.cairn.protocol.crypto;

/** Holds the implementation that {@link P256#instance()} returns, made on first use. */
final class P256Choice {
  static final P256 CHOSEN = choose();

  private P256Choice() {}

  private static P256 choose() {
    if (System.getProperty("cairn.crypto", "native").equals("java")) {
      return new JavaP256();
    }
    return OpenSslP256.load().<P256>map(x -> x).orElseGet(JavaP256::new);
  }
}
