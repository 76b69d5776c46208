package org.cairn.protocol.crypto;

import java.math.BigInteger;
import org.cairn.protocol.crypto.curve.ModularInverse;
import org.cairn.protocol.crypto.curve.PrimeField;
import org.cairn.protocol.uint.U256;

/** What a signature over secp256r1 multiplies the generator and the key with: hash / s, r / s. */
record P256Scalars(U256 ofGenerator, U256 ofKey) {
  private static final PrimeField FIELD = new PrimeField(P256.ORDER.toBigInteger());
  private static final ModularInverse INVERSES = new ModularInverse(FIELD.modulus());

  /** What brings a number into Montgomery's form by a product. */
  private static final long[] INTO_FORM =
      limbs(U256.of(BigInteger.ONE.shiftLeft(512).mod(FIELD.modulus())));

  /** Modulo the order; s is not zero. */
  static P256Scalars of(U256 hash, U256 r, U256 s) {
    // products of a number in that form with a plain one are plain
    long[] inverse = FIELD.times(INVERSES.inverted(limbs(s)), INTO_FORM);
    return new P256Scalars(
        number(FIELD.times(inverse, limbs(hash))), number(FIELD.times(inverse, limbs(r))));
  }

  private static long[] limbs(U256 value) {
    return new long[] {value.word(3), value.word(2), value.word(1), value.word(0)};
  }

  private static U256 number(long[] limbs) {
    return U256.of(limbs[3], limbs[2], limbs[1], limbs[0]);
  }
}
