package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;

/**
 * Numbers in powers of two with digits that are zero or odd and may be negative, few of them not
 * zero (the "width-w non-adjacent form": Solinas, "Efficient arithmetic on Koblitz curves", 2000).
 */
final class SignedDigits {
  private SignedDigits() {}

  /**
   * The digits, lowest first, each below 2^(width - 1) in size; a number of up to 127 bits and
   * either sign.
   */
  static byte[] of(BigInteger value, int width) {
    BigInteger size = value.abs();
    long low = size.longValue();
    long high = size.shiftRight(64).longValue();
    byte[] digits = new byte[size.bitLength() + 1];
    for (int i = 0; (low | high) != 0; i++) {
      if ((low & 1) != 0) {
        // the lowest bits as a number with a sign
        long digit = low << 64 - width >> 64 - width;
        long rest = low - digit;
        if (digit < 0 && Long.compareUnsigned(rest, low) < 0) {
          high++;
        }
        low = rest;
        digits[i] = (byte) (value.signum() < 0 ? -digit : digit);
      }
      low = low >>> 1 | high << 63;
      high >>>= 1;
    }
    return digits;
  }

  /** Where the highest digit is that is not zero; it is positive, as the number must be. */
  static int top(byte[] digits) {
    int top = digits.length - 1;
    while (digits[top] == 0) {
      top--;
    }
    return top;
  }
}
