package org.cairn.protocol.fork;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.uint.U256;

/**
 * What an {@link Instruction} of a table sees of the frame that runs it. Stack needs and base gas
 * were taken care of by the table.
 */
public interface InstructionContext {
  U256 pop();

  void push(U256 word);

  /** Pays for what the table's base gas does not cover; false if the frame has less. */
  boolean charge(long gas);

  long gasLeft();

  /** The account whose code runs. */
  Address address();
}
