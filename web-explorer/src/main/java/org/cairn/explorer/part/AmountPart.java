package org.cairn.explorer.part;

import org.cairn.explorer.text.Amounts;
import org.cairn.protocol.uint.U256;

/** An amount with its unit, and the exact wei. */
public record AmountPart(String text, String exact) {
  /** Ether with every decimal. */
  public static AmountPart ether(U256 wei) {
    return new AmountPart(Amounts.ether(wei) + " ETH", wei(wei));
  }

  /** A few digits in the unit that fits, for tables. */
  public static AmountPart brief(U256 wei) {
    return new AmountPart(Amounts.brief(wei), wei(wei));
  }

  /** Gwei with every decimal: prices of gas. */
  public static AmountPart gwei(U256 wei) {
    return new AmountPart(Amounts.gwei(wei) + " Gwei", wei(wei));
  }

  private static String wei(U256 wei) {
    return Amounts.wei(wei) + " wei";
  }
}
