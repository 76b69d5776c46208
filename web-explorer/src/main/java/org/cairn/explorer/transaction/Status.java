package org.cairn.explorer.transaction;

import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;

/**
 * How a transaction ended.
 *
 * @param kind {@code ok}, {@code failed} or {@code unknown}: a class of the style sheet
 * @param sign stands beside the word, so that colour is never alone
 */
public record Status(String kind, String sign, String word, String reason) {
  private static final long LEAST_GAS = 21_000;

  static Status of(Receipt receipt, Transaction transaction, long gasUsed) {
    boolean allGas = gasUsed == transaction.gasLimit() && gasUsed > LEAST_GAS;
    if (receipt.postStateRoot().isPresent()) {
      return new Status(
          "unknown",
          "?",
          "Not recorded",
          allGas
              ? "before Byzantium no status was kept; all its gas was used, so it probably failed"
              : "before Byzantium no status was kept");
    }
    if (receipt.succeeded()) {
      return new Status("ok", "✓", "Succeeded", "");
    }
    return new Status(
        "failed",
        "✗",
        "Failed",
        allGas
            ? "it used all its gas: out of gas, or an instruction that is not allowed"
            : "it was reverted");
  }

  /** The end of the sentence that tells what the transaction did. */
  String ending() {
    return switch (kind) {
      case "failed" -> ". It failed: " + reason + ".";
      default -> ".";
    };
  }
}
