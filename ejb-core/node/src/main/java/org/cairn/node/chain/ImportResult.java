package org.cairn.node.chain;

import org.cairn.protocol.bytes.Hash32;

/** What became of a block that was offered to the chain. */
public sealed interface ImportResult {
  /** It is the head of the canonical chain now, or part of a chain whose head follows. */
  record Extended() implements ImportResult {}

  /** It won over blocks that were canonical: {@code detached} of them left the canonical chain. */
  record Reorganised(long detached) implements ImportResult {}

  /**
   * It is valid as far as it can be told and kept aside: another branch has more total difficulty.
   */
  record KeptAside() implements ImportResult {}

  /** It is stored already. */
  record AlreadyKnown() implements ImportResult {}

  /** Its parent is not known. */
  record UnknownParent(Hash32 parent) implements ImportResult {}

  /** It breaks a rule; {@code reason} is one sentence that names block, rule and values. */
  record Rejected(String reason) implements ImportResult {}
}
