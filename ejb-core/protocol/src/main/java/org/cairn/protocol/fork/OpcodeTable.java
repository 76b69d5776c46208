package org.cairn.protocol.fork;

import org.jspecify.annotations.Nullable;

/**
 * The instructions of a fork by opcode. Immutable and thread-safe; compared by identity, because
 * analysed code is kept for each table.
 */
public final class OpcodeTable {
  private final @Nullable Opcode[] entries;

  private OpcodeTable(@Nullable Opcode[] entries) {
    this.entries = entries;
  }

  static OpcodeTable of(Iterable<Opcode> opcodes) {
    OpcodeTable table = new OpcodeTable(new @Nullable Opcode[256]);
    opcodes.forEach(opcode -> table.entries[opcode.code()] = opcode);
    return table;
  }

  OpcodeTable with(Opcode opcode) {
    OpcodeTable copy = new OpcodeTable(entries.clone());
    copy.entries[opcode.code()] = opcode;
    return copy;
  }

  /** The instruction; null if the fork has none there. */
  public @Nullable Opcode at(int code) {
    return entries[code];
  }

  /** The name, or {@code opcode 0x.. not defined}. */
  public String nameOf(int code) {
    Opcode entry = entries[code];
    return entry == null ? String.format("opcode 0x%x not defined", code) : entry.name();
  }
}
