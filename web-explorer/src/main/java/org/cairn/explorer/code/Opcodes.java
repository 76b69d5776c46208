package org.cairn.explorer.code;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Names of the EVM's instructions (Yellow Paper, appendix H, and later proposals), those of every
 * fork together: code is older than the fork at which it is looked at.
 */
final class Opcodes {
  static final int PUSH0 = 0x5f;
  static final int PUSH32 = 0x7f;

  private static final String[] NAMES = new String[256];

  static {
    name(0x00, "STOP ADD MUL SUB DIV SDIV MOD SMOD ADDMOD MULMOD EXP SIGNEXTEND");
    name(0x10, "LT GT SLT SGT EQ ISZERO AND OR XOR NOT BYTE SHL SHR SAR CLZ");
    name(0x20, "KECCAK256");
    name(0x30, "ADDRESS BALANCE ORIGIN CALLER CALLVALUE CALLDATALOAD CALLDATASIZE CALLDATACOPY");
    name(0x38, "CODESIZE CODECOPY GASPRICE EXTCODESIZE EXTCODECOPY RETURNDATASIZE RETURNDATACOPY");
    name(0x3f, "EXTCODEHASH BLOCKHASH COINBASE TIMESTAMP NUMBER PREVRANDAO GASLIMIT CHAINID");
    name(0x47, "SELFBALANCE BASEFEE BLOBHASH BLOBBASEFEE");
    name(0x50, "POP MLOAD MSTORE MSTORE8 SLOAD SSTORE JUMP JUMPI PC MSIZE GAS JUMPDEST TLOAD");
    name(0x5d, "TSTORE MCOPY PUSH0");
    IntStream.rangeClosed(1, 32).forEach(n -> NAMES[0x5f + n] = "PUSH" + n);
    IntStream.rangeClosed(1, 16).forEach(n -> NAMES[0x7f + n] = "DUP" + n);
    IntStream.rangeClosed(1, 16).forEach(n -> NAMES[0x8f + n] = "SWAP" + n);
    IntStream.rangeClosed(0, 4).forEach(n -> NAMES[0xa0 + n] = "LOG" + n);
    name(0xf0, "CREATE CALL CALLCODE RETURN DELEGATECALL CREATE2");
    name(0xfa, "STATICCALL");
    name(0xfd, "REVERT INVALID SELFDESTRUCT");
  }

  private Opcodes() {}

  private static void name(int first, String names) {
    String[] split = names.split(" ");
    System.arraycopy(split, 0, NAMES, first, split.length);
  }

  /** The instruction's name; for a byte that is none its value. */
  static String name(int opcode) {
    String name = NAMES[opcode];
    return name == null ? String.format(Locale.ROOT, "0x%02x (none)", opcode) : name;
  }
}
