package org.cairn.protocol.fork;

/** The work of an instruction that the interpreter does not know by itself. */
@FunctionalInterface
public interface Instruction {
  /** Pops, operates, pushes; false halts the frame as out of gas. */
  boolean execute(InstructionContext context);
}
