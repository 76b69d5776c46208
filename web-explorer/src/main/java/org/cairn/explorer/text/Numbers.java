package org.cairn.explorer.text;

import java.math.BigInteger;

/** Whole numbers and shares, thousands separated by commas. */
public final class Numbers {
  private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(64);

  private Numbers() {}

  public static String grouped(long number) {
    return grouped(Long.toString(number));
  }

  public static String grouped(BigInteger number) {
    return grouped(number.toString());
  }

  /** A number of 0..2^64-1 whose highest bit is the sign bit. */
  public static String groupedUnsigned(long number) {
    return number >= 0 ? grouped(number) : grouped(BigInteger.valueOf(number).add(UNSIGNED));
  }

  private static String grouped(String digits) {
    int start = digits.startsWith("-") ? 1 : 0;
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > start; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  /** {@code 1 block}, {@code 2 blocks}. */
  public static String counted(long number, String singular, String plural) {
    return grouped(number) + " " + (number == 1 ? singular : plural);
  }

  /** A share in percent with one decimal, {@code 100 %} and {@code 0 %} only where exact. */
  public static String percent(long part, long whole) {
    if (whole <= 0 || part <= 0) {
      return "0 %";
    }
    if (part >= whole) {
      return part == whole ? "100 %" : "over 100 %";
    }
    long tenths = Math.round(1000.0 * part / whole);
    long shown = Math.clamp(tenths, 1, 999);
    return shown / 10 + "." + shown % 10 + " %";
  }
}
