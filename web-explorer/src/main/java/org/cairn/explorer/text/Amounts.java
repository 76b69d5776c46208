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

  private Amounts() {}

  /** Ether with all the decimals that it has: {@code 1,024.000000000000000001}. */
  public static String ether(U256 wei) {
    return plain(new BigDecimal(wei.toBigInteger(), ETHER));
  }

  /** Ether with at most six decimals, cut off; {@code <0.000001} for less than that. */
  public static String etherBrief(U256 wei) {
    BigDecimal ether = new BigDecimal(wei.toBigInteger(), ETHER);
    BigDecimal cut = ether.setScale(BRIEF, RoundingMode.DOWN);
    return cut.signum() == 0 && ether.signum() != 0 ? "<0.000001" : plain(cut);
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
