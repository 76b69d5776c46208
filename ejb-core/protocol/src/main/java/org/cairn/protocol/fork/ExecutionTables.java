package org.cairn.protocol.fork;

import static org.cairn.protocol.fork.Parameter.*;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.precompile.Precompiles;
import org.cairn.protocol.types.TransactionType;

/** The execution parameters of Ethereum's forks, each from the one before it. */
final class ExecutionTables {
  /** Yellow Paper, appendices E, G and H, as of 2015. */
  static final ExecutionParameters FRONTIER =
      ExecutionParameters.first(frontierOpcodes())
          .with(MEMORY_WORD, 3)
          .with(KECCAK_WORD, 6)
          .with(COPY_WORD, 3)
          .with(LOG_TOPIC, 375)
          .with(LOG_BYTE, 8)
          .with(EXP_BYTE, 10)
          .with(CODE_BYTE, 200)
          .with(CALL_VALUE, 9_000)
          .with(CALL_STIPEND, 2_300)
          .with(NEW_ACCOUNT, 25_000)
          .with(SELFDESTRUCT_REFUND, 24_000)
          .with(SSTORE_SET, 20_000)
          .with(SSTORE_RESET, 5_000)
          .with(SSTORE_CLEAR_REFUND, 15_000)
          .with(TX_BASE, 21_000)
          .with(TX_ZERO_BYTE, 4)
          .with(TX_OTHER_BYTE, 68)
          .with(REFUND_QUOTIENT, 2)
          .with(MAX_CODE_SIZE, Long.MAX_VALUE)
          .with(MAX_INIT_CODE_SIZE, Long.MAX_VALUE)
          .with(MAX_TX_GAS, Long.MAX_VALUE)
          .with(MAX_TX_BLOBS, Long.MAX_VALUE)
          .with(MAX_CALL_DEPTH, 1_024)
          .with(Address.of(1), Precompiles.ECRECOVER)
          .with(Address.of(2), Precompiles.SHA256)
          .with(Address.of(3), Precompiles.RIPEMD160)
          .with(Address.of(4), Precompiles.IDENTITY);

  static final ExecutionParameters HOMESTEAD =
      FRONTIER
          .with(TX_CREATION, 32_000)
          .with(Rule.LOW_S, Rule.CODE_MUST_BE_PAID)
          .with(Opcode.of(0xf4, "DELEGATECALL", 40, 6, 1));

  /** EIP-150. */
  static final ExecutionParameters TANGERINE_WHISTLE =
      HOMESTEAD
          .withGas(0x31, 400)
          .withGas(0x3b, 700)
          .withGas(0x3c, 700)
          .withGas(0x54, 200)
          .withGas(0xf1, 700)
          .withGas(0xf2, 700)
          .withGas(0xf4, 700)
          .withGas(0xff, 5_000)
          .with(SELFDESTRUCT_NEW_ACCOUNT, 25_000)
          .with(Rule.CALLER_KEEPS_A_64TH);

  /** EIP-155, 160, 161, 170. */
  static final ExecutionParameters SPURIOUS_DRAGON =
      TANGERINE_WHISTLE
          .with(EXP_BYTE, 50)
          .with(MAX_CODE_SIZE, 24_576)
          .with(Rule.REPLAY_PROTECTION, Rule.EMPTY_ACCOUNTS_REMOVED);

  /** EIP-140, 196, 197, 198, 211, 214, 658. */
  static final ExecutionParameters BYZANTIUM =
      SPURIOUS_DRAGON
          .with(Opcode.of(0x3d, "RETURNDATASIZE", 2, 0, 1))
          .with(Opcode.of(0x3e, "RETURNDATACOPY", 3, 3, 0))
          .with(Opcode.of(0xfa, "STATICCALL", 700, 6, 1))
          .with(Opcode.of(0xfd, "REVERT", 0, 2, 0))
          .with(Address.of(5), Precompiles.MODEXP_BYZANTIUM)
          .with(Address.of(6), Precompiles.BN128_ADD_BYZANTIUM)
          .with(Address.of(7), Precompiles.BN128_MUL_BYZANTIUM)
          .with(Address.of(8), Precompiles.BN128_PAIRING_BYZANTIUM)
          .with(Rule.RECEIPT_STATUS);

  /** EIP-145, 1014, 1052, 1283. */
  static final ExecutionParameters CONSTANTINOPLE =
      BYZANTIUM
          .with(Opcode.of(0x1b, "SHL", 3, 2, 1))
          .with(Opcode.of(0x1c, "SHR", 3, 2, 1))
          .with(Opcode.of(0x1d, "SAR", 3, 2, 1))
          .with(Opcode.of(0x3f, "EXTCODEHASH", 400, 1, 1))
          .with(Opcode.of(0xf5, "CREATE2", 32_000, 4, 1))
          .with(SSTORE_NOOP, 200)
          .with(Rule.NET_STORAGE_GAS);

  /** EIP-1716. */
  static final ExecutionParameters PETERSBURG =
      CONSTANTINOPLE.without(Rule.NET_STORAGE_GAS).with(SSTORE_NOOP, 0);

  /** EIP-152, 1108, 1344, 1884, 2028, 2200. */
  static final ExecutionParameters ISTANBUL =
      PETERSBURG
          .with(Opcode.of(0x46, "CHAINID", 2, 0, 1))
          .with(Opcode.of(0x47, "SELFBALANCE", 5, 0, 1))
          .withGas(0x31, 700)
          .withGas(0x3f, 700)
          .withGas(0x54, 800)
          .with(TX_OTHER_BYTE, 16)
          .with(SSTORE_NOOP, 800)
          .with(SSTORE_SENTRY, 2_300)
          .with(Rule.NET_STORAGE_GAS)
          .with(Address.of(6), Precompiles.BN128_ADD)
          .with(Address.of(7), Precompiles.BN128_MUL)
          .with(Address.of(8), Precompiles.BN128_PAIRING)
          .with(Address.of(9), Precompiles.BLAKE2F);

  /** EIP-2565, 2718, 2929, 2930. */
  static final ExecutionParameters BERLIN =
      ISTANBUL
          .with(TransactionType.ACCESS_LIST)
          .with(TX_ACCESS_ADDRESS, 2_400)
          .with(TX_ACCESS_KEY, 1_900)
          .with(WARM_ACCESS, 100)
          .with(COLD_ACCOUNT, 2_600)
          .with(COLD_SLOT, 2_100)
          .with(SSTORE_NOOP, 100)
          .with(SSTORE_RESET, 2_900)
          .withGas(0x31, 100)
          .withGas(0x3b, 100)
          .withGas(0x3c, 100)
          .withGas(0x3f, 100)
          .withGas(0x54, 100)
          .withGas(0xf1, 100)
          .withGas(0xf2, 100)
          .withGas(0xf4, 100)
          .withGas(0xfa, 100)
          .with(Address.of(5), Precompiles.MODEXP_BERLIN);

  /** EIP-1559, 3198, 3529, 3541. */
  static final ExecutionParameters LONDON =
      BERLIN
          .with(TransactionType.DYNAMIC_FEE)
          .with(Opcode.of(0x48, "BASEFEE", 2, 0, 1))
          .with(SSTORE_CLEAR_REFUND, 4_800)
          .with(SELFDESTRUCT_REFUND, 0)
          .with(REFUND_QUOTIENT, 5)
          .with(Rule.FEE_MARKET, Rule.NO_EF_CODE);

  /** EIP-4399. */
  static final ExecutionParameters PARIS =
      LONDON.with(Opcode.of(0x44, "PREVRANDAO", 2, 0, 1)).with(Rule.PREV_RANDAO);

  /** EIP-3651, 3855, 3860. */
  static final ExecutionParameters SHANGHAI =
      PARIS
          .with(Opcode.of(0x5f, "PUSH0", 2, 0, 1))
          .with(INIT_CODE_WORD, 2)
          .with(MAX_INIT_CODE_SIZE, 49_152)
          .with(Rule.WARM_BENEFICIARY);

  /** EIP-1153, 4844, 5656, 6780, 7516. */
  static final ExecutionParameters CANCUN =
      SHANGHAI
          .with(TransactionType.BLOB)
          .with(Opcode.of(0x49, "BLOBHASH", 3, 1, 1))
          .with(Opcode.of(0x4a, "BLOBBASEFEE", 2, 0, 1))
          .with(Opcode.of(0x5c, "TLOAD", 100, 1, 1))
          .with(Opcode.of(0x5d, "TSTORE", 100, 2, 0))
          .with(Opcode.of(0x5e, "MCOPY", 3, 3, 0))
          .with(Address.of(0x0a), Precompiles.POINT_EVALUATION)
          .with(Rule.SELFDESTRUCT_NEW_ONLY);

  /** EIP-2537, 2935, 7623, 7702. */
  static final ExecutionParameters PRAGUE =
      CANCUN
          .with(TransactionType.SET_CODE)
          .with(TX_FLOOR_TOKEN, 10)
          .with(AUTHORIZATION, 25_000)
          .with(AUTHORIZATION_REFUND, 12_500)
          .with(Address.of(0x0b), Precompiles.BLS_G1_ADD)
          .with(Address.of(0x0c), Precompiles.BLS_G1_MSM)
          .with(Address.of(0x0d), Precompiles.BLS_G2_ADD)
          .with(Address.of(0x0e), Precompiles.BLS_G2_MSM)
          .with(Address.of(0x0f), Precompiles.BLS_PAIRING)
          .with(Address.of(0x10), Precompiles.BLS_MAP_TO_G1)
          .with(Address.of(0x11), Precompiles.BLS_MAP_TO_G2)
          .with(Rule.DELEGATION, Rule.PARENT_HASH_KEPT);

  /** EIP-7594, 7823, 7825, 7883, 7939, 7951. */
  static final ExecutionParameters OSAKA =
      PRAGUE
          .with(Opcode.of(0x1e, "CLZ", 5, 1, 1))
          .with(Address.of(5), Precompiles.MODEXP_OSAKA)
          .with(Address.of(0x100), Precompiles.P256_VERIFY)
          .with(MAX_TX_GAS, 1 << 24)
          .with(MAX_TX_BLOBS, 6);

  private ExecutionTables() {}

  private static OpcodeTable frontierOpcodes() {
    List<Opcode> table = new ArrayList<>(arithmetic());
    table.addAll(environment());
    table.addAll(memoryAndFlow());
    for (int bytes = 1; bytes <= 32; bytes++) {
      table.add(new Opcode(0x5f + bytes, "PUSH" + bytes, 3, 0, 1, bytes, null));
    }
    for (int i = 1; i <= 16; i++) {
      table.add(Opcode.of(0x7f + i, "DUP" + i, 3, i, i + 1));
      table.add(Opcode.of(0x8f + i, "SWAP" + i, 3, i + 1, i + 1));
    }
    for (int topics = 0; topics <= 4; topics++) {
      table.add(Opcode.of(0xa0 + topics, "LOG" + topics, 375, topics + 2, 0));
    }
    return OpcodeTable.of(table);
  }

  private static List<Opcode> arithmetic() {
    return List.of(
        Opcode.of(0x00, "STOP", 0, 0, 0),
        Opcode.of(0x01, "ADD", 3, 2, 1),
        Opcode.of(0x02, "MUL", 5, 2, 1),
        Opcode.of(0x03, "SUB", 3, 2, 1),
        Opcode.of(0x04, "DIV", 5, 2, 1),
        Opcode.of(0x05, "SDIV", 5, 2, 1),
        Opcode.of(0x06, "MOD", 5, 2, 1),
        Opcode.of(0x07, "SMOD", 5, 2, 1),
        Opcode.of(0x08, "ADDMOD", 8, 3, 1),
        Opcode.of(0x09, "MULMOD", 8, 3, 1),
        Opcode.of(0x0a, "EXP", 10, 2, 1),
        Opcode.of(0x0b, "SIGNEXTEND", 5, 2, 1),
        Opcode.of(0x10, "LT", 3, 2, 1),
        Opcode.of(0x11, "GT", 3, 2, 1),
        Opcode.of(0x12, "SLT", 3, 2, 1),
        Opcode.of(0x13, "SGT", 3, 2, 1),
        Opcode.of(0x14, "EQ", 3, 2, 1),
        Opcode.of(0x15, "ISZERO", 3, 1, 1),
        Opcode.of(0x16, "AND", 3, 2, 1),
        Opcode.of(0x17, "OR", 3, 2, 1),
        Opcode.of(0x18, "XOR", 3, 2, 1),
        Opcode.of(0x19, "NOT", 3, 1, 1),
        Opcode.of(0x1a, "BYTE", 3, 2, 1),
        Opcode.of(0x20, "KECCAK256", 30, 2, 1));
  }

  private static List<Opcode> environment() {
    return List.of(
        Opcode.of(0x30, "ADDRESS", 2, 0, 1),
        Opcode.of(0x31, "BALANCE", 20, 1, 1),
        Opcode.of(0x32, "ORIGIN", 2, 0, 1),
        Opcode.of(0x33, "CALLER", 2, 0, 1),
        Opcode.of(0x34, "CALLVALUE", 2, 0, 1),
        Opcode.of(0x35, "CALLDATALOAD", 3, 1, 1),
        Opcode.of(0x36, "CALLDATASIZE", 2, 0, 1),
        Opcode.of(0x37, "CALLDATACOPY", 3, 3, 0),
        Opcode.of(0x38, "CODESIZE", 2, 0, 1),
        Opcode.of(0x39, "CODECOPY", 3, 3, 0),
        Opcode.of(0x3a, "GASPRICE", 2, 0, 1),
        Opcode.of(0x3b, "EXTCODESIZE", 20, 1, 1),
        Opcode.of(0x3c, "EXTCODECOPY", 20, 4, 0),
        Opcode.of(0x40, "BLOCKHASH", 20, 1, 1),
        Opcode.of(0x41, "COINBASE", 2, 0, 1),
        Opcode.of(0x42, "TIMESTAMP", 2, 0, 1),
        Opcode.of(0x43, "NUMBER", 2, 0, 1),
        Opcode.of(0x44, "DIFFICULTY", 2, 0, 1),
        Opcode.of(0x45, "GASLIMIT", 2, 0, 1));
  }

  private static List<Opcode> memoryAndFlow() {
    return List.of(
        Opcode.of(0x50, "POP", 2, 1, 0),
        Opcode.of(0x51, "MLOAD", 3, 1, 1),
        Opcode.of(0x52, "MSTORE", 3, 2, 0),
        Opcode.of(0x53, "MSTORE8", 3, 2, 0),
        Opcode.of(0x54, "SLOAD", 50, 1, 1),
        Opcode.of(0x55, "SSTORE", 0, 2, 0),
        Opcode.of(0x56, "JUMP", 8, 1, 0),
        Opcode.of(0x57, "JUMPI", 10, 2, 0),
        Opcode.of(0x58, "PC", 2, 0, 1),
        Opcode.of(0x59, "MSIZE", 2, 0, 1),
        Opcode.of(0x5a, "GAS", 2, 0, 1),
        Opcode.of(0x5b, "JUMPDEST", 1, 0, 0),
        Opcode.of(0xf0, "CREATE", 32_000, 3, 1),
        Opcode.of(0xf1, "CALL", 40, 7, 1),
        Opcode.of(0xf2, "CALLCODE", 40, 7, 1),
        Opcode.of(0xf3, "RETURN", 0, 2, 0),
        Opcode.of(0xfe, "INVALID", 0, 0, 0),
        Opcode.of(0xff, "SELFDESTRUCT", 0, 1, 0));
  }
}
