package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.uint.U256;

/**
 * Hooks of an execution. Installed before a run, which then checks and reports every instruction; a
 * run without one pays nothing. Called on the executing thread; must not change anything.
 */
public interface Tracer {
  /**
   * In front of an instruction, whose needs are not checked yet; {@code frame.pc()} is its place.
   */
  default void beforeStep(Frame frame, int opcode) {}

  /**
   * Behind it.
   *
   * @param cost gas of the instruction, with what a call gave to its child; what was known of it if
   *     it halted
   */
  default void afterStep(Frame frame, int opcode, long cost, Outcome outcome) {}

  /** A call or creation begins, the outermost one and those without a frame included. */
  default void enter(
      int depth, CallKind kind, Address from, Address to, Bytes input, long gas, U256 value) {}

  /**
   * It ended.
   *
   * @param output of a creation the code that it returned
   * @param outcome CODE_NOT_PAID also where Frontier lets the creation succeed without code
   */
  default void exit(int depth, Bytes output, long gasLeft, Outcome outcome) {}

  default void selfDestruct(int depth, Address from, Address to, U256 value) {}

  default void log(int depth, Log log) {}
}
