package org.cairn.protocol.evm;

import java.util.Arrays;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.Opcode;
import org.cairn.protocol.fork.OpcodeTable;

/**
 * Code made ready for the interpreter. Immutable and thread-safe.
 *
 * <p>{@code ops} is the code with 33 zero bytes behind it, so that the end is a STOP and a PUSH may
 * read past it. In it, opcodes that the table lacks are INVALID, those with their own {@code
 * Instruction} are {@link #CUSTOM}, and a PUSH of at most 4 bytes in front of a JUMP or JUMPI is
 * one instruction with it.
 *
 * <p>{@code blocks} has, at the first byte of each basic block, what the block needs as a whole:
 * gas in the high 32 bits; below, from the lowest bit on, longs that must be on the stack (14
 * bits), longs by which the stack grows at most (14 bits), and whether the block starts with a
 * JUMPDEST. A block ends at a jump or halt, in front of a JUMPDEST, and behind an instruction that
 * can see the gas that is left.
 */
public final class Code {
  static final int CUSTOM = 0xb0;
  static final int PUSH_JUMP = 0xb1;
  static final int PUSH_JUMPI = 0xb2;
  static final int NEED_MASK = 0x3fff;
  static final int GROWTH_SHIFT = 14;
  static final int JUMPDEST_BIT = 28;

  private static final int PADDING = 33;
  private static final int MOST = 0x3fff;

  /** No code, which runs as a STOP in every fork. */
  static final Code EMPTY = new Code(Bytes.EMPTY);

  final Bytes bytes;
  final byte[] ops;
  final long[] blocks;

  private Code(Bytes bytes) {
    this.bytes = bytes;
    this.ops = Arrays.copyOf(bytes.shared(), bytes.length() + PADDING);
    this.blocks = new long[bytes.length() + 1];
  }

  /** Analyses code in one pass over it. */
  public static Code analyse(Bytes bytes, OpcodeTable table) {
    Code code = new Code(bytes);
    code.analyse(table);
    return code;
  }

  /** Bytes that this takes in memory, about. */
  long weight() {
    return 10L * bytes.length() + 400;
  }

  public int length() {
    return bytes.length();
  }

  boolean isJumpDestination(int at) {
    return (blocks[at] >>> JUMPDEST_BIT & 1) != 0;
  }

  private void analyse(OpcodeTable table) {
    byte[] code = bytes.shared();
    int start = 0;
    long gas = 0;
    int height = 0;
    int need = 0;
    int growth = 0;
    for (int pc = 0; pc < code.length; ) {
      int op = code[pc] & 0xff;
      Opcode entry = table.at(op);
      if (entry == null) {
        ops[pc] = (byte) Op.INVALID;
      }
      if (op == Op.JUMPDEST && entry != null) {
        blocks[start] |= pack(gas, need, growth);
        blocks[pc] = 1L << JUMPDEST_BIT;
        start = pc;
        gas = need = growth = height = 0;
      }
      int next = pc + 1;
      if (entry != null) {
        gas += entry.gas();
        need = Math.max(need, entry.pops() - height);
        height += entry.pushes() - entry.pops();
        growth = Math.max(growth, height);
        next += entry.immediate();
        if (entry.handler().isPresent()) {
          ops[pc] = (byte) CUSTOM;
        } else if (op >= Op.PUSH1 && op <= Op.PUSH1 + 3) {
          fuse(pc, next, table);
        }
      }
      if (entry == null || endsBlock(op, entry)) {
        blocks[start] |= pack(gas, need, growth);
        start = Math.min(next, code.length);
        gas = need = growth = height = 0;
      }
      pc = next;
    }
    blocks[start] |= pack(gas, need, growth);
  }

  private void fuse(int pc, int next, OpcodeTable table) {
    int following = ops[next] & 0xff;
    if (following == Op.JUMP && table.at(Op.JUMP) != null) {
      ops[pc] = (byte) PUSH_JUMP;
    } else if (following == Op.JUMPI && table.at(Op.JUMPI) != null) {
      ops[pc] = (byte) PUSH_JUMPI;
    }
  }

  private static boolean endsBlock(int op, Opcode entry) {
    return switch (op) {
      case Op.STOP,
          Op.JUMP,
          Op.JUMPI,
          Op.GAS,
          Op.SSTORE,
          Op.CREATE,
          Op.CALL,
          Op.CALLCODE,
          Op.RETURN,
          Op.DELEGATECALL,
          Op.CREATE2,
          Op.STATICCALL,
          Op.REVERT,
          Op.INVALID,
          Op.SELFDESTRUCT ->
          true;
      default -> entry.handler().isPresent();
    };
  }

  private static long pack(long gas, int need, int growth) {
    return Math.min(gas, Integer.MAX_VALUE) << 32
        | (long) Math.min(4 * growth, MOST) << GROWTH_SHIFT
        | Math.min(4 * need, MOST);
  }
}
