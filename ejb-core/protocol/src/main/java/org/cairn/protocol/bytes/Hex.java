package org.cairn.protocol.bytes;

/** Hexadecimal text with a {@code 0x} prefix, two lower-case digits a byte. */
public final class Hex {
  private static final byte[] DIGITS =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private Hex() {}

  /** Returns {@code 0x} and two digits for each byte. */
  public static String encode(byte[] bytes) {
    byte[] out = new byte[2 + 2 * bytes.length];
    out[0] = '0';
    out[1] = 'x';
    for (int i = 0; i < bytes.length; i++) {
      out[2 + 2 * i] = DIGITS[(bytes[i] >> 4) & 0xf];
      out[3 + 2 * i] = DIGITS[bytes[i] & 0xf];
    }
    return new String(out, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads hex with or without the prefix; {@code 0x} and the empty string are no bytes.
   *
   * @throws IllegalArgumentException if the number of digits is odd or a character is no hex digit
   */
  public static byte[] decode(CharSequence text) {
    int start =
        text.length() >= 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x' ? 2 : 0;
    int digits = text.length() - start;
    if ((digits & 1) != 0) {
      throw new IllegalArgumentException("odd number of hex digits: " + digits);
    }
    byte[] out = new byte[digits / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (digit(text, start + 2 * i) << 4 | digit(text, start + 2 * i + 1));
    }
    return out;
  }

  private static int digit(CharSequence text, int at) {
    int value = Character.digit(text.charAt(at), 16);
    if (value < 0 || text.charAt(at) > 'f') {
      throw new IllegalArgumentException("no hex digit at position " + at);
    }
    return value;
  }
}
