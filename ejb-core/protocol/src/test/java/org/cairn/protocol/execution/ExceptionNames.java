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
          Map.entry(
              "TYPE_3_TX_BLOB_COUNT_EXCEEDED", Set.of("TOO_MANY_BLOBS", "BLOB_GAS_EXCEEDS_BLOCK")),
          Map.entry("RLP_INVALID_VALUE", Set.of("MALFORMED")),
          Map.entry("TR_RLP_WRONGVALUE", Set.of("MALFORMED")),
          Map.entry("IntrinsicGas", Set.of("INTRINSIC_GAS_TOO_LOW")),
          Map.entry("TYPE_3_TX_CONTRACT_CREATION", Set.of("MALFORMED")),
          Map.entry("TYPE_4_TX_CONTRACT_CREATION", Set.of("MALFORMED")),
          Map.entry("TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH", Set.of("UNKNOWN_BLOB_VERSION")),
          Map.entry(
              "TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED",
              Set.of("BLOB_GAS_EXCEEDS_BLOCK", "blobGasUsed")),
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

  /**
   * Of blocks. Where a transaction's fault stands beside transactionsRoot, the suite's header does
   * not commit to the transactions of its own body, and that is found first.
   */
  private static final Map<String, Set<String>> BLOCK_NAMES =
      Map.ofEntries(
          Map.entry("1559BlockImportImpossible_BaseFeeWrong", Set.of("baseFeePerGas")),
          Map.entry("1559BlockImportImpossible_HeaderIsLegacy", Set.of("baseFeePerGas")),
          Map.entry("3675PoSBlockRejected", Set.of("difficulty")),
          Map.entry("3675PoWBlockRejected", Set.of("difficulty")),
          Map.entry("3675PreParis1559BlockRejected", Set.of("difficulty", "ommersHash")),
          Map.entry("EXTRA_DATA_INVALID_DAO", Set.of("daoExtraData")),
          Map.entry("EXTRA_DATA_TOO_BIG", Set.of("extraData")),
          Map.entry("ExtraDataIncorrectDAO", Set.of("daoExtraData")),
          Map.entry("ExtraDataTooBig", Set.of("extraData")),
          Map.entry("GASLIMIT_TOO_BIG", Set.of("MALFORMED")),
          Map.entry("GAS_USED_OVERFLOW", Set.of("gasUsed")),
          Map.entry("IMPORT_IMPOSSIBLE_DIFFICULTY_OVER_PARIS", Set.of("difficulty")),
          Map.entry("IMPORT_IMPOSSIBLE_LEGACY", Set.of("baseFeePerGas")),
          Map.entry("IMPORT_IMPOSSIBLE_LEGACY_WRONG_PARENT", Set.of("baseFeePerGas")),
          Map.entry("IMPORT_IMPOSSIBLE_LONDON_WRONG_PARENT", Set.of("baseFeePerGas")),
          Map.entry("IMPORT_IMPOSSIBLE_PARIS_OVER_SHANGHAI", Set.of("withdrawalsRoot")),
          Map.entry("IMPORT_IMPOSSIBLE_PARIS_WRONG_POS", Set.of("difficulty")),
          Map.entry("IMPORT_IMPOSSIBLE_PARIS_WRONG_POW", Set.of("difficulty")),
          Map.entry("IMPORT_IMPOSSIBLE_SHANGHAI", Set.of("withdrawalsRoot")),
          Map.entry("IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS", Set.of("ommersHash")),
          Map.entry("INCORRECT_EXCESS_BLOB_GAS", Set.of("excessBlobGas")),
          Map.entry("INPUT_UNMARSHAL_ADDRESS_ERROR", Set.of("MALFORMED")),
          Map.entry("INPUT_UNMARSHAL_ERROR", Set.of("MALFORMED")),
          Map.entry("INVALID_BASEFEE_PER_GAS", Set.of("baseFeePerGas")),
          Map.entry("INVALID_BLOCK_NUMBER", Set.of("number")),
          Map.entry("INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT", Set.of("timestamp")),
          Map.entry("INVALID_DEPOSIT_EVENT_LAYOUT", Set.of("DEPOSIT_MALFORMED")),
          Map.entry("INVALID_DIFFICULTY", Set.of("difficulty")),
          Map.entry("INVALID_GASLIMIT", Set.of("baseFeePerGas", "gasLimit")),
          Map.entry("INVALID_GAS_USED", Set.of("GAS_USED_MISMATCH")),
          Map.entry("INVALID_LOG_BLOOM", Set.of("logsBloom")),
          Map.entry("INVALID_RECEIPTS_ROOT", Set.of("receiptsRoot")),
          Map.entry("INVALID_REQUESTS", Set.of("requestsHash")),
          Map.entry("INVALID_STATE_ROOT", Set.of("stateRoot")),
          Map.entry("INVALID_TRANSACTIONS_ROOT", Set.of("transactionsRoot")),
          Map.entry("INVALID_WITHDRAWALS_ROOT", Set.of("withdrawalsRoot")),
          Map.entry("InvalidBlockNonce", Set.of("mixHash")),
          Map.entry("InvalidDifficulty", Set.of("difficulty")),
          Map.entry("InvalidGasLimit", Set.of("MALFORMED", "gasLimit")),
          Map.entry("InvalidGasLimit2", Set.of("baseFeePerGas", "gasLimit")),
          Map.entry("InvalidGasUsed", Set.of("GAS_USED_MISMATCH")),
          Map.entry("InvalidLogBloom", Set.of("logsBloom")),
          Map.entry("InvalidNumber", Set.of("number")),
          Map.entry("InvalidReceiptsStateRoot", Set.of("receiptsRoot")),
          Map.entry("InvalidStateRoot", Set.of("receiptsRoot", "stateRoot")),
          Map.entry("InvalidTimestamp", Set.of("timestamp")),
          Map.entry("InvalidTimestampOlderParent", Set.of("timestamp")),
          Map.entry("InvalidTransactionsRoot", Set.of("transactionsRoot")),
          Map.entry("InvalidUncleParentHash", Set.of("ommers")),
          Map.entry("InvalidUnclesHash", Set.of("ommersHash")),
          Map.entry("InvalidWithdrawals", Set.of("withdrawalsRoot")),
          Map.entry("LegacyBlockImportImpossible", Set.of("baseFeePerGas")),
          Map.entry("LegacyBlockImportImpossible2", Set.of("baseFeePerGas")),
          Map.entry("ParisBlockImportImpossible", Set.of("withdrawalsRoot")),
          Map.entry("PostParisDifficultyIsNot0", Set.of("difficulty")),
          Map.entry("PostParisUncleHashIsNotEmpty", Set.of("ommersHash")),
          Map.entry("RLP_ExpectedAsList", Set.of("withdrawals")),
          Map.entry("RLP_STRUCTURES_ENCODING", Set.of("MALFORMED", "withdrawals")),
          Map.entry("SYSTEM_CONTRACT_CALL_FAILED", Set.of("SYSTEM_CALL_FAILED")),
          Map.entry("SYSTEM_CONTRACT_EMPTY", Set.of("SYSTEM_CONTRACT_MISSING")),
          Map.entry("SenderNotEOAorNoCASH", Set.of("transactionsRoot")),
          Map.entry("ShanghaiBlockImportImpossible", Set.of("withdrawalsRoot")),
          Map.entry("TR_FeeCapLessThanBlocksORGasLimitReached", Set.of("transactionsRoot")),
          Map.entry("TR_FeeCapLessThanBlocksORNoFunds", Set.of("transactionsRoot")),
          Map.entry("TYPE_NOT_SUPPORTED", Set.of("transactionsRoot")),
          Map.entry("TooManyUncles", Set.of("ommers")),
          Map.entry("TooMuchGasUsed", Set.of("GAS_LIMIT_EXCEEDS_BLOCK", "gasUsed")),
          Map.entry("UNCLE_PARENT_INCORRECT", Set.of("ommers")),
          Map.entry("UNKNOWN_PARENT", Set.of("unknownParent")),
          Map.entry("UncleInChain", Set.of("ommers")),
          Map.entry("UncleIsAncestor", Set.of("ommers")),
          Map.entry("UncleIsBrother", Set.of("ommers")),
          Map.entry("UncleParentIsNotAncestor", Set.of("ommers")),
          Map.entry("UncleTooOld", Set.of("ommers")),
          Map.entry("UnknownParent", Set.of("unknownParent")));

  private ExceptionNames() {}

  /** Whether one of the alternatives in {@code expected} is what our reason says. */
  static boolean matches(String expected, String reason) {
    String ours = List.of(reason.split(" ")).getFirst();
    for (String name : List.of(expected.split("\\|"))) {
      String plain = name.substring(name.indexOf('.') + 1);
      if (TRANSACTION_NAMES.getOrDefault(plain, Set.of()).contains(ours)
          || BLOCK_NAMES.getOrDefault(plain, Set.of()).contains(ours)) {
        return true;
      }
    }
    return false;
  }
}
