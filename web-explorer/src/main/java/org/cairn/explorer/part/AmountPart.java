package org.cairn.explorer.part;

import org.cairn.explorer.text.Amounts;
import org.cairn.protocol.uint.U256;

/** An amount with its unit, and the exact wei. */
public record AmountPart(String text, String exact) {
  /** Every digit, in ether unless it is very little. */
  public static AmountPart ether(U256 wei) {
    return new AmountPart(Amounts.exact(wei), wei(wei));
  }

  /** A few digits in the unit that fits, for tables. */
  public static AmountPart brief(U256 wei) {
    return new AmountPart(Amounts.brief(wei), wei(wei));
  }

  /** Every digit, in Gwei unless it is very little: prices of gas. */
  public static AmountPart gwei(U256 wei) {
    return new AmountPart(Amounts.price(wei), wei(wei));
  }

  private static String wei(U256 wei) {
    return Amounts.wei(wei) + " wei";
  }
}
