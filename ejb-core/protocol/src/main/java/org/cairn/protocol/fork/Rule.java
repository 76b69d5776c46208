package org.cairn.protocol.fork;

/** What a fork does that the one before it did not, where numbers do not say it. */
public enum Rule {
  /** A signature's s is at most half the curve's order (EIP-2). */
  LOW_S,
  /** A creation that cannot pay for its code fails (EIP-2). */
  CODE_MUST_BE_PAID,
  /** A caller keeps one 64th of its gas (EIP-150). */
  CALLER_KEEPS_A_64TH,
  /** A signature may be bound to a chain (EIP-155). */
  REPLAY_PROTECTION,
  /** Touched empty accounts are removed, and contracts start with nonce 1 (EIP-161). */
  EMPTY_ACCOUNTS_REMOVED,
  /** Receipts hold a status and no state root (EIP-658). */
  RECEIPT_STATUS,
  /** SSTORE is charged by net change (EIP-1283, EIP-2200). */
  NET_STORAGE_GAS,
  /** Base fee and priority fee (EIP-1559). */
  FEE_MARKET,
  /** Code that starts with 0xef is not deployed (EIP-3541). */
  NO_EF_CODE,
  /** Opcode 0x44 gives the beacon chain's randomness (EIP-4399). */
  PREV_RANDAO,
  /** The beneficiary is warm from the start (EIP-3651). */
  WARM_BENEFICIARY,
  /** SELFDESTRUCT removes only what the same transaction created (EIP-6780). */
  SELFDESTRUCT_NEW_ONLY,
  /** Accounts may delegate to code (EIP-7702). */
  DELEGATION,
  /** Blocks keep their parent's hash in a contract (EIP-2935). */
  PARENT_HASH_KEPT
}
