package org.cairn.protocol.execution;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that test suites give to the reasons why a transaction or block is invalid. */
final class ExceptionNames {
  private static final Map<String, Set<String>> TRANSACTION_NAMES =
      Map.ofEntries(
          Map.entry("GAS_ALLOWANCE_EXCEEDED", Set.of("GAS_LIMIT_EXCEEDS_BLOCK")),
          Map.entry("GAS_LIMIT_EXCEEDS_MAXIMUM", Set.of("GAS_LIMIT_EXCEEDS_MAXIMUM")),
          Map.entry("INITCODE_SIZE_EXCEEDED", Set.of("INIT_CODE_TOO_LONG")),
          Map.entry("INSUFFICIENT_ACCOUNT_FUNDS", Set.of("INSUFFICIENT_FUNDS")),
          Map.entry("INSUFFICIENT_MAX_FEE_PER_GAS", Set.of("FEE_CAP_BELOW_BASE_FEE")),
          Map.entry("INSUFFICIENT_MAX_FEE_PER_BLOB_GAS", Set.of("BLOB_FEE_CAP_TOO_LOW")),
          Map.entry("INTRINSIC_GAS_BELOW_FLOOR_GAS_COST", Set.of("GAS_BELOW_FLOOR")),
          Map.entry("INTRINSIC_GAS_TOO_LOW", Set.of("INTRINSIC_GAS_TOO_LOW", "GAS_BELOW_FLOOR")),
          Map.entry("INVALID_CHAINID", Set.of("WRONG_CHAIN_ID")),
          Map.entry("NONCE_IS_MAX", Set.of("NONCE_IS_MAXIMUM")),
          Map.entry("NONCE_MISMATCH_TOO_LOW", Set.of("NONCE_TOO_LOW")),
          Map.entry("NONCE_MISMATCH_TOO_HIGH", Set.of("NONCE_TOO_HIGH")),
          Map.entry("PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS", Set.of("PRIORITY_FEE_ABOVE_FEE_CAP")),
          Map.entry("SENDER_NOT_EOA", Set.of("SENDER_HAS_CODE")),
          Map.entry("TYPE_1_TX_PRE_FORK", Set.of("TYPE_NOT_SUPPORTED")),
          Map.entry("TYPE_2_TX_PRE_FORK", Set.of("TYPE_NOT_SUPPORTED")),
          Map.entry("TYPE_3_TX_PRE_FORK", Set.of("TYPE_NOT_SUPPORTED")),
          Map.entry("TYPE_4_TX_PRE_FORK", Set.of("TYPE_NOT_SUPPORTED")),
          Map.entry("TYPE_3_TX_BLOB_COUNT_EXCEEDED", Set.of("TOO_MANY_BLOBS")),
          Map.entry("TYPE_3_TX_CONTRACT_CREATION", Set.of("MALFORMED")),
          Map.entry("TYPE_4_TX_CONTRACT_CREATION", Set.of("MALFORMED")),
          Map.entry("TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH", Set.of("UNKNOWN_BLOB_VERSION")),
          Map.entry("TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED", Set.of("BLOB_GAS_EXCEEDS_BLOCK")),
          Map.entry("TYPE_3_TX_ZERO_BLOBS", Set.of("NO_BLOBS")),
          Map.entry("TYPE_4_EMPTY_AUTHORIZATION_LIST", Set.of("NO_AUTHORIZATIONS")),
          // the older suites
          Map.entry("TR_GasLimitReached", Set.of("GAS_LIMIT_EXCEEDS_BLOCK")),
          Map.entry("TR_InitCodeLimitExceeded", Set.of("INIT_CODE_TOO_LONG")),
          Map.entry("TR_IntrinsicGas", Set.of("INTRINSIC_GAS_TOO_LOW")),
          Map.entry("TR_NoFunds", Set.of("INSUFFICIENT_FUNDS")),
          Map.entry("TR_NoFundsX", Set.of("INSUFFICIENT_FUNDS")),
          Map.entry("TR_NoFundsOrGas", Set.of("INSUFFICIENT_FUNDS", "INTRINSIC_GAS_TOO_LOW")),
          Map.entry("TR_NonceHasMaxValue", Set.of("NONCE_IS_MAXIMUM")),
          Map.entry("TR_NonceTooHigh", Set.of("NONCE_TOO_HIGH")),
          Map.entry("TR_NonceTooLow", Set.of("NONCE_TOO_LOW")),
          Map.entry("TR_TipGtFeeCap", Set.of("PRIORITY_FEE_ABOVE_FEE_CAP")),
          Map.entry("TR_FeeCapLessThanBlocks", Set.of("FEE_CAP_BELOW_BASE_FEE")),
          Map.entry("TR_TypeNotSupported", Set.of("TYPE_NOT_SUPPORTED")),
          Map.entry("TR_TypeNotSupportedBlob", Set.of("TYPE_NOT_SUPPORTED")),
          Map.entry("TR_EMPTYBLOB", Set.of("NO_BLOBS")),
          Map.entry("TR_BLOBLIST_OVERSIZE", Set.of("BLOB_GAS_EXCEEDS_BLOCK")),
          Map.entry("TR_BLOBVERSION_INVALID", Set.of("UNKNOWN_BLOB_VERSION")),
          Map.entry("TR_BLOBCREATE", Set.of("MALFORMED")),
          Map.entry("SenderNotEOA", Set.of("SENDER_HAS_CODE")));

  private ExceptionNames() {}

  /** Whether one of the alternatives in {@code expected} is what our reason says. */
  static boolean matches(String expected, String reason) {
    String ours = List.of(reason.split(" ")).getFirst();
    for (String name : List.of(expected.split("\\|"))) {
      String plain = name.substring(name.indexOf('.') + 1);
      if (TRANSACTION_NAMES.getOrDefault(plain, Set.of()).contains(ours)) {
        return true;
      }
    }
    return false;
  }
}
