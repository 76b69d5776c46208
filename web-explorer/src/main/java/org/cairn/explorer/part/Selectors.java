package org.cairn.explorer.part;

import java.util.Locale;
import java.util.Map;

/**
 * Names of contract functions by their selector, the first four bytes of the call data. Only
 * functions of the token standards and of wrapped ether, whose names are certain enough to show.
 */
public final class Selectors {
  /** ERC-20, ERC-721 and ERC-1155. */
  private static final Map<Long, String> NAMES =
      Map.ofEntries(
          Map.entry(0xa9059cbbL, "transfer"),
          Map.entry(0x23b872ddL, "transferFrom"),
          Map.entry(0x095ea7b3L, "approve"),
          Map.entry(0x70a08231L, "balanceOf"),
          Map.entry(0xdd62ed3eL, "allowance"),
          Map.entry(0x42842e0eL, "safeTransferFrom"),
          Map.entry(0xb88d4fdeL, "safeTransferFrom"),
          Map.entry(0xa22cb465L, "setApprovalForAll"),
          Map.entry(0xf242432aL, "safeTransferFrom"),
          Map.entry(0x2eb2c2d6L, "safeBatchTransferFrom"),
          Map.entry(0xd0e30db0L, "deposit"),
          Map.entry(0x2e1a7d4dL, "withdraw"));

  private Selectors() {}

  /** The function's name, or its selector in hex. */
  public static String name(long selector) {
    String name = NAMES.get(selector);
    return name == null ? hex(selector) : name;
  }

  public static String hex(long selector) {
    return String.format(Locale.ROOT, "0x%08x", selector);
  }
}
