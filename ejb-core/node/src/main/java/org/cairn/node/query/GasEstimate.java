package org.cairn.node.query;

/** What came of an estimate of gas. */
public sealed interface GasEstimate {
  /** The least gas limit with which the call succeeds. */
  record Sufficient(long gas) implements GasEstimate {}

  /** No allowed gas limit makes the call succeed. */
  record Failed(CallOutcome outcome) implements GasEstimate {}
}
