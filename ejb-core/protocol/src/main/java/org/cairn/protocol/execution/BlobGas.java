package org.cairn.protocol.execution;

import java.math.BigInteger;
import org.cairn.protocol.uint.U256;

/** Gas of blobs and its price (EIP-4844). */
public final class BlobGas {
  /** Gas of one blob. */
  public static final long PER_BLOB = 1 << 17;

  private BlobGas() {}

  /**
   * The price of a unit of blob gas in wei: e to the power of excess / fraction, by its Taylor
   * series.
   *
   * @param excess 0..2^64-1
   */
  public static U256 price(long excess, long updateFraction) {
    BigInteger numerator = new BigInteger(Long.toUnsignedString(excess));
    BigInteger denominator = BigInteger.valueOf(updateFraction);
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = denominator;
    for (long i = 1; term.signum() > 0; i++) {
      sum = sum.add(term);
      term = term.multiply(numerator).divide(denominator.multiply(BigInteger.valueOf(i)));
      if (sum.bitLength() > 256 + denominator.bitLength()) {
        return U256.MAX;
      }
    }
    BigInteger price = sum.divide(denominator);
    return price.bitLength() > 256 ? U256.MAX : U256.of(price);
  }
}
