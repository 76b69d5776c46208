package org.cairn.explorer.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.OpcodeTable;

/** Takes code apart into instructions from its first byte on, data behind them included. */
public final class Disassembly {
  private static final Bytes DELEGATION = Bytes.of("0xef0100");
  private static final int PUSH0 = 0x5f;
  private static final int PUSH32 = 0x7f;

  /**
   * An instruction.
   *
   * @param offset in the code, in hex
   * @param operand the bytes that a PUSH carries, in hex; empty if it carries none
   */
  public record Line(String offset, String name, String operand) {}

  private Disassembly() {}

  /** The first {@code most} instructions, by the names of a fork. */
  public static List<Line> of(Bytes code, OpcodeTable opcodes, int most) {
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < code.length() && lines.size() < most; ) {
      int opcode = code.at(at) & 0xff;
      boolean push = opcode > PUSH0 && opcode <= PUSH32;
      int end = Math.min(code.length(), at + 1 + (push ? opcode - PUSH0 : 0));
      lines.add(
          new Line(
              String.format(Locale.ROOT, "%04x", at),
              opcodes.nameOf(opcode),
              push ? code.slice(at + 1, end).toString() : ""));
      at = end;
    }
    return lines;
  }

  /** All instructions as text, one a line. */
  public static String text(Bytes code, OpcodeTable opcodes) {
    StringBuilder text = new StringBuilder(code.length() * 16);
    for (Line line : of(code, opcodes, Integer.MAX_VALUE)) {
      text.append(line.offset()).append(' ').append(line.name());
      if (!line.operand().isEmpty()) {
        text.append(' ').append(line.operand());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The address to whose code this code delegates (EIP-7702). */
  public static Optional<Address> delegate(Bytes code) {
    return code.length() == 23 && code.slice(0, 3).equals(DELEGATION)
        ? Optional.of(Address.read(code.shared(), 3))
        : Optional.empty();
  }
}
