package org.cairn.protocol.crypto;

import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/** Verifies signatures of the curve secp256r1 (FIPS 186-5, SP 800-186). Thread-safe. */
public sealed interface P256 permits JavaP256, OpenSslP256 {
  /** The order of the group. */
  U256 ORDER = U256.of("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

  /** The prime of the coordinates. */
  U256 PRIME = U256.of("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

  /**
   * The implementation of this process: the system's OpenSSL where there is one, Java elsewhere or
   * if the system property {@code cairn.crypto} is {@code java}.
   */
  static P256 instance() {
    return P256Choice.CHOSEN;
  }

  /** Whether r and s sign the hash with the key (x, y); false if they cannot be. High s is fine. */
  default boolean verify(Hash32 hash, U256 r, U256 s, U256 x, U256 y) {
    boolean inRange =
        isScalar(r) && isScalar(s) && x.compareTo(PRIME) < 0 && y.compareTo(PRIME) < 0;
    if (!inRange) {
      return false;
    }
    P256Scalars scalars = P256Scalars.of(U256.of(hash), r, s);
    return sumOfProducts(scalars.ofGenerator(), scalars.ofKey(), x, y)
        .map(sum -> sum.compareTo(ORDER) < 0 ? sum : sum.minus(ORDER))
        .filter(r::equals)
        .isPresent();
  }

  private static boolean isScalar(U256 value) {
    return !value.isZero() && value.compareTo(ORDER) < 0;
  }

  /**
   * The x coordinate of the generator times the first number plus (x, y) times the second. Empty if
   * that sum is infinity or (x, y) is not on the curve. The numbers are below the order, the
   * coordinates below the prime.
   */
  Optional<U256> sumOfProducts(U256 ofGenerator, U256 ofKey, U256 x, U256 y);
}
