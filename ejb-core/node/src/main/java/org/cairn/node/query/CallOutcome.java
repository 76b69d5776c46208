package org.cairn.node.query;

import org.cairn.protocol.bytes.Bytes;

/** What came of a {@link CallRequest}. */
public sealed interface CallOutcome {
  /** It ended normally. {@code gasUsed} includes the intrinsic gas, less refunds. */
  record Returned(Bytes output, long gasUsed) implements CallOutcome {}

  /** It reverted with this data. */
  record Reverted(Bytes data, long gasUsed) implements CallOutcome {}

  /** It halted: out of gas, an invalid instruction, … {@code reason} says which. */
  record Halted(String reason, long gasUsed) implements CallOutcome {}

  /**
   * It could not start: too little balance or gas, or a fee cap below the base fee. {@code reason}
   * has the numbers.
   */
  record Refused(String reason) implements CallOutcome {}
}
