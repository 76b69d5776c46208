package org.cairn.protocol.types;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.uint.U256;

/**
 * A call inside a transaction that moved value, created a contract or destroyed one, and was not
 * reverted: an "internal transaction".
 *
 * @param transactionIndex of the transaction in its block
 * @param path position in the tree of calls: the index among the calls of each frame from the
 *     outermost on; never empty (the transaction itself is not among them)
 * @param to the callee, the created contract, or the beneficiary of a destroyed one
 * @param value in wei; may be zero for a creation or destruction
 */
public record ValueCall(
    int transactionIndex, List<Integer> path, Kind kind, Address from, Address to, U256 value) {
  public ValueCall {
    path = List.copyOf(path);
  }

  /** The instruction. */
  public enum Kind {
    CALL,
    CALLCODE,
    CREATE,
    CREATE2,
    SELFDESTRUCT
  }
}
