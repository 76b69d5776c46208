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
   * @param cost gas of the instruction, with what a call gave to its child; what was known of it,
   *     an unsigned number, if it failed
   * @param failure why it failed, in go-ethereum's words; empty if it did not
   */
  default void afterStep(Frame frame, int opcode, long cost, Outcome outcome, String failure) {}

  /** A call or creation begins, the outermost one and those without a frame included. */
  default void enter(
      int depth, CallKind kind, Address from, Address to, Bytes input, long gas, U256 value) {}

  /**
   * It ended.
   *
   * @param output of a creation the code that it returned
   * @param outcome CODE_NOT_PAID also where Frontier lets the creation succeed without code
   * @param failure what {@code outcome} says by itself, and in go-ethereum's words; why its last
   *     instruction failed says more
   */
  default void exit(int depth, Bytes output, long gasLeft, Outcome outcome, String failure) {}

  default void selfDestruct(int depth, Address from, Address to, U256 value) {}

  default void log(int depth, Log log) {}
}
