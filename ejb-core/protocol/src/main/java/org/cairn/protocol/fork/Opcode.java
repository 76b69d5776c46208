package org.cairn.protocol.fork;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the table of instructions.
 *
 * @param code 0..255
 * @param gas base cost, paid whatever the operands are
 * @param pops words that must be on the stack
 * @param pushes words on the stack afterwards in place of those
 * @param immediate bytes that follow the opcode
 * @param instruction its work; null where the interpreter knows the opcode
 */
public record Opcode(
    int code,
    String name,
    long gas,
    int pops,
    int pushes,
    int immediate,
    @Nullable Instruction instruction) {
  public Opcode {
    if (code < 0 || code > 0xff || gas < 0 || gas > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("opcode " + code + " with gas " + gas);
    }
  }

  /** An instruction that the interpreter knows. */
  static Opcode of(int code, String name, long gas, int pops, int pushes) {
    return new Opcode(code, name, gas, pops, pushes, 0, null);
  }

  /** The same at another price. */
  public Opcode withGas(long other) {
    return new Opcode(code, name, other, pops, pushes, immediate, instruction);
  }

  public Optional<Instruction> handler() {
    return Optional.ofNullable(instruction);
  }
}
