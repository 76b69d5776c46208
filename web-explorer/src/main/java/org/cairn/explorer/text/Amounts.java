package org.cairn.explorer.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.cairn.protocol.uint.U256;

/** Amounts of wei in the units that people think in. Never rounded up. */
public final class Amounts {
  private static final int ETHER = 18;
  private static final int GWEI = 9;
  private static final int BRIEF = 6;
  private static final U256 LEAST_GWEI = U256.of(1_000_000L);
  private static final U256 ONE_GWEI = U256.of(1_000_000_000L);
  private static final U256 LEAST_BRIEF_ETHER = U256.of(1_000_000_000_000L);

  private Amounts() {}

  /** Ether with all the decimals that it has: {@code 1,024.000000000000000001}. */
  public static String ether(U256 wei) {
    return plain(new BigDecimal(wei.toBigInteger(), ETHER));
  }

  /**
   * With its unit and at most six decimals, the rest cut off: ether, unless that would leave
   * nothing; then Gwei or wei.
   */
  public static String brief(U256 wei) {
    if (wei.isZero() || wei.compareTo(LEAST_BRIEF_ETHER) >= 0) {
      return cut(wei, ETHER) + " ETH";
    }
    return wei.compareTo(ONE_GWEI) >= 0 ? cut(wei, GWEI) + " Gwei" : wei(wei) + " wei";
  }

  private static String cut(U256 wei, int decimals) {
    return plain(new BigDecimal(wei.toBigInteger(), decimals).setScale(BRIEF, RoundingMode.DOWN));
  }

  /**
   * With its unit and every digit: ether, unless that would only be a row of zeros; then Gwei or
   * wei.
   */
  public static String exact(U256 wei) {
    return wei.isZero() || wei.compareTo(LEAST_BRIEF_ETHER) >= 0 ? ether(wei) + " ETH" : price(wei);
  }

  /** With its unit and every digit: Gwei, or wei where that is less than a thousandth. */
  public static String price(U256 wei) {
    return wei.isZero() || wei.compareTo(LEAST_GWEI) >= 0 ? gwei(wei) + " Gwei" : wei(wei) + " wei";
  }

  /** Gwei with all the decimals that it has. */
  public static String gwei(U256 wei) {
    return plain(new BigDecimal(wei.toBigInteger(), GWEI));
  }

  public static String wei(U256 wei) {
    return Numbers.grouped(wei.toBigInteger());
  }

  private static String plain(BigDecimal number) {
    String text = number.toPlainString();
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String decimals = point < 0 ? "" : text.substring(point + 1);
    int end = decimals.length();
    while (end > 0 && decimals.charAt(end - 1) == '0') {
      end--;
    }
    String grouped = Numbers.grouped(new BigInteger(whole));
    return end == 0 ? grouped : grouped + "." + decimals.substring(0, end);
  }
}
