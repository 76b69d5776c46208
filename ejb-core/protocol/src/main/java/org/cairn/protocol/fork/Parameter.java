package org.cairn.protocol.fork;

/**
 * The numbers that a fork fixes for execution: units of gas where nothing else is said. Base gas of
 * instructions stands in the {@link OpcodeTable} and is not repeated here.
 */
public enum Parameter {
  /** Per word of memory (Yellow Paper, G_memory). */
  MEMORY_WORD,
  KECCAK_WORD,
  COPY_WORD,
  LOG_TOPIC,
  LOG_BYTE,
  /** Per byte of the exponent (EIP-160). */
  EXP_BYTE,
  /** Per byte of deployed code. */
  CODE_BYTE,
  /** Per word of init code (EIP-3860). */
  INIT_CODE_WORD,
  CALL_VALUE,
  /** Given to the callee of a call with value. */
  CALL_STIPEND,
  /** For a call that brings an account into being. */
  NEW_ACCOUNT,
  /** For a SELFDESTRUCT that brings its beneficiary into being (EIP-150). */
  SELFDESTRUCT_NEW_ACCOUNT,
  SELFDESTRUCT_REFUND,
  SSTORE_SET,
  SSTORE_RESET,
  /** For an SSTORE that changes nothing or a slot that is changed already (EIP-1283, 2200). */
  SSTORE_NOOP,
  SSTORE_CLEAR_REFUND,
  /** At least one more than this must be left in front of an SSTORE (EIP-2200). */
  SSTORE_SENTRY,
  /** EIP-2929; these three are 0 before it. */
  WARM_ACCESS,
  COLD_ACCOUNT,
  COLD_SLOT,
  TX_BASE,
  TX_CREATION,
  TX_ZERO_BYTE,
  TX_OTHER_BYTE,
  /** EIP-2930. */
  TX_ACCESS_ADDRESS,
  TX_ACCESS_KEY,
  /** Floor of a transaction's gas per token of its data (EIP-7623); 0 for none. */
  TX_FLOOR_TOKEN,
  /** Per entry of an authorization list (EIP-7702). */
  AUTHORIZATION,
  /** Given back for an entry whose authority exists (EIP-7702). */
  AUTHORIZATION_REFUND,
  /** The part of the gas used that can be given back is one of this many. */
  REFUND_QUOTIENT,
  /** Bytes (EIP-170). */
  MAX_CODE_SIZE,
  /** Bytes (EIP-3860). */
  MAX_INIT_CODE_SIZE,
  /** EIP-7825. */
  MAX_TX_GAS,
  /** Blobs (EIP-7594). */
  MAX_TX_BLOBS,
  /** Frames below the outermost. */
  MAX_CALL_DEPTH
}
