package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.LongBytes;

/**
 * The loop over analysed code. Gas and stack needs are checked once for each basic block (see
 * {@link Code}); inside a block only what depends on operands is.
 *
 * <p>The method is written for the JIT compiler: it must stay below 8,000 bytecodes, position,
 * stack pointer and gas live in local variables, frequent instructions are cases of their own and
 * the rest goes to {@link Instructions} with the variables written back to the frame.
 *
 * <p>The cases stand in groups, each with a switch of its own, because the compiler computes what
 * several cases of one switch need, such as the indices of operands, in front of that switch: with
 * all of them in one, every instruction would pay for the others.
 */
final class Interpreter {
  private Interpreter() {}

  /** Runs the frame until it halts or waits for a child. */
  static Outcome run(Machine m, Frame f) {
    final byte[] ops = f.code.ops;
    final long[] blocks = f.code.blocks;
    final long[] s = m.stack;
    final int base = f.stackBase;
    int pc = f.pc;
    int sp = f.sp;
    long gas = f.gas;
    blocks:
    while (true) {
      long block = blocks[pc];
      int height = sp - base;
      gas -= block >>> 32;
      if (gas < 0
          || height < ((int) block & Code.NEED_MASK)
          || height + ((int) block >>> Code.GROWTH_SHIFT & Code.NEED_MASK) > Machine.STACK_LIMIT) {
        f.pc = pc;
        f.sp = sp;
        f.gas = gas + (block >>> 32);
        return StepInterpreter.run(m, f, StepInterpreter.NO_TRACER);
      }
      pc += (int) block >>> Code.JUMPDEST_BIT & 1;
      while (true) {
        int op = ops[pc] & 0xff;
        switch (op) {
          case Op.RETURNDATASIZE,
              Op.CALLDATASIZE,
              Op.PC,
              Op.MSIZE,
              Op.PUSH1,
              0x61,
              0x62,
              0x63,
              0x64,
              0x65,
              0x66,
              0x67,
              Op.PUSH0,
              0x68,
              0x69,
              0x6a,
              0x6b,
              0x6c,
              0x6d,
              0x6e,
              0x6f,
              0x70,
              0x71,
              0x72,
              0x73,
              0x74,
              0x75,
              0x76,
              0x77,
              0x78,
              0x79,
              0x7a,
              0x7b,
              0x7c,
              0x7d,
              0x7e,
              Op.PUSH32,
              0x80,
              0x81,
              0x82,
              0x83,
              0x84,
              0x85,
              0x86,
              0x87,
              0x88,
              0x89,
              0x8a,
              0x8b,
              0x8c,
              0x8d,
              0x8e,
              0x8f -> {
            switch (op) {
              case Op.PUSH1 -> {
                StackInstructions.push(s, sp, ops[pc + 1] & 0xff);
                sp += 4;
                pc += 2;
              }
              case 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67 -> {
                int size = op - 0x5f;
                StackInstructions.push(s, sp, LongBytes.getLong(ops, pc + 1) >>> (-8 * size & 63));
                sp += 4;
                pc += size + 1;
              }
              case Op.RETURNDATASIZE -> {
                StackInstructions.push(s, sp, m.returnSize);
                sp += 4;
                pc++;
              }
              case Op.CALLDATASIZE -> {
                StackInstructions.push(s, sp, f.inputSize);
                sp += 4;
                pc++;
              }
              case Op.PC -> {
                StackInstructions.push(s, sp, pc);
                sp += 4;
                pc++;
              }
              case Op.MSIZE -> {
                StackInstructions.push(s, sp, f.memorySize);
                sp += 4;
                pc++;
              }
              case Op.PUSH0 -> {
                StackInstructions.push(s, sp, 0);
                sp += 4;
                pc++;
              }
              case 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f -> {
                StackInstructions.push(s, sp, ops, pc + 1, op - 0x5f);
                sp += 4;
                pc += op - 0x5e;
              }
              case 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77 -> {
                StackInstructions.push(s, sp, ops, pc + 1, op - 0x5f);
                sp += 4;
                pc += op - 0x5e;
              }
              case 0x78, 0x79, 0x7a, 0x7b, 0x7c, 0x7d, 0x7e -> {
                StackInstructions.push(s, sp, ops, pc + 1, op - 0x5f);
                sp += 4;
                pc += op - 0x5e;
              }
              case Op.PUSH32 -> {
                s[sp + 3] = LongBytes.getLong(ops, pc + 1);
                s[sp + 2] = LongBytes.getLong(ops, pc + 9);
                s[sp + 1] = LongBytes.getLong(ops, pc + 17);
                s[sp] = LongBytes.getLong(ops, pc + 25);
                sp += 4;
                pc += 33;
              }
              default -> {
                StackInstructions.dup(s, sp, op - 0x7f);
                sp += 4;
                pc++;
              }
            }
          }
          case Op.POP,
              Op.ADD,
              Op.MUL,
              Op.SUB,
              Op.LT,
              Op.GT,
              Op.SLT,
              Op.SGT,
              Op.EQ,
              Op.ISZERO,
              Op.AND,
              Op.OR,
              Op.XOR,
              Op.NOT,
              Op.BYTE,
              Op.SHL,
              Op.SHR,
              Op.SAR,
              0x90,
              0x91,
              0x92,
              0x93,
              0x94,
              0x95,
              0x96,
              0x97,
              0x98,
              0x99,
              0x9a,
              0x9b,
              0x9c,
              0x9d,
              0x9e,
              0x9f,
              Op.DIV,
              Op.MOD -> {
            switch (op) {
              case Op.POP -> {
                sp -= 4;
                pc++;
              }
              case Op.ADD -> {
                sp -= 4;
                Arithmetic.add(s, sp);
                pc++;
              }
              case Op.MUL -> {
                sp -= 4;
                Arithmetic.mul(s, sp);
                pc++;
              }
              case Op.SUB -> {
                sp -= 4;
                Arithmetic.sub(s, sp);
                pc++;
              }
              case Op.LT -> {
                sp -= 4;
                Bitwise.lt(s, sp);
                pc++;
              }
              case Op.GT -> {
                sp -= 4;
                Bitwise.gt(s, sp);
                pc++;
              }
              case Op.SLT -> {
                sp -= 4;
                Bitwise.slt(s, sp);
                pc++;
              }
              case Op.SGT -> {
                sp -= 4;
                Bitwise.sgt(s, sp);
                pc++;
              }
              case Op.EQ -> {
                sp -= 4;
                Bitwise.eq(s, sp);
                pc++;
              }
              case Op.ISZERO -> {
                Bitwise.isZero(s, sp - 4);
                pc++;
              }
              case Op.AND -> {
                sp -= 4;
                Bitwise.and(s, sp);
                pc++;
              }
              case Op.OR -> {
                sp -= 4;
                Bitwise.or(s, sp);
                pc++;
              }
              case Op.XOR -> {
                sp -= 4;
                Bitwise.xor(s, sp);
                pc++;
              }
              case Op.NOT -> {
                Bitwise.not(s, sp - 4);
                pc++;
              }
              case Op.BYTE -> {
                sp -= 4;
                Bitwise.byteAt(s, sp);
                pc++;
              }
              case Op.SHL -> {
                sp -= 4;
                Bitwise.shl(s, sp);
                pc++;
              }
              case Op.SHR -> {
                sp -= 4;
                Bitwise.shr(s, sp);
                pc++;
              }
              case Op.SAR -> {
                sp -= 4;
                Bitwise.sar(s, sp);
                pc++;
              }
              case 0x90,
                  0x91,
                  0x92,
                  0x93,
                  0x94,
                  0x95,
                  0x96,
                  0x97,
                  0x98,
                  0x99,
                  0x9a,
                  0x9b,
                  0x9c,
                  0x9d,
                  0x9e,
                  0x9f -> {
                StackInstructions.swap(s, sp, op - 0x8f);
                pc++;
              }
              case Op.DIV -> {
                sp -= 4;
                m.division.div(s, sp);
                pc++;
              }
              default -> {
                sp -= 4;
                m.division.mod(s, sp);
                pc++;
              }
            }
          }
          case Op.MLOAD, Op.MSTORE, Op.MSTORE8 -> {
            switch (op) {
              case Op.MLOAD -> {
                int x = sp - 4;
                long at = s[x];
                if ((s[x + 1] | s[x + 2] | s[x + 3]) != 0 || at < 0 || at > f.memorySize - 32) {
                  f.sp = sp;
                  f.gas = gas;
                  if (MemoryInstructions.load(f) != Outcome.CONTINUE) {
                    return Outcome.OUT_OF_GAS;
                  }
                  gas = f.gas;
                } else {
                  MemoryInstructions.load(s, x, m.memory, f.memoryBase + (int) at);
                }
                pc++;
              }
              case Op.MSTORE -> {
                int x = sp - 4;
                long at = s[x];
                if ((s[x + 1] | s[x + 2] | s[x + 3]) != 0 || at < 0 || at > f.memorySize - 32) {
                  f.sp = sp;
                  f.gas = gas;
                  if (MemoryInstructions.store(f) != Outcome.CONTINUE) {
                    return Outcome.OUT_OF_GAS;
                  }
                  gas = f.gas;
                } else {
                  MemoryInstructions.store(s, x - 4, m.memory, f.memoryBase + (int) at);
                }
                sp -= 8;
                pc++;
              }
              default -> {
                int x = sp - 4;
                long at = s[x];
                if ((s[x + 1] | s[x + 2] | s[x + 3]) != 0 || at < 0 || at >= f.memorySize) {
                  f.sp = sp;
                  f.gas = gas;
                  if (MemoryInstructions.storeByte(f) != Outcome.CONTINUE) {
                    return Outcome.OUT_OF_GAS;
                  }
                  gas = f.gas;
                } else {
                  m.memory[f.memoryBase + (int) at] = (byte) s[x - 4];
                }
                sp -= 8;
                pc++;
              }
            }
          }
          case Code.PUSH_JUMP, Code.PUSH_JUMPI, Op.JUMPDEST, Op.JUMP, Op.JUMPI -> {
            switch (op) {
              case Code.PUSH_JUMP -> {
                int size = f.code.bytes.at(pc) - 0x5f;
                int to = constant(ops, pc + 1, size);
                if (to < 0
                    || to >= blocks.length
                    || ((int) blocks[to] >>> Code.JUMPDEST_BIT & 1) == 0) {
                  return Outcome.INVALID_JUMP;
                }
                if (to <= pc && m.cancellation.isRequested()) {
                  return Outcome.CANCELLED;
                }
                pc = to;
                continue blocks;
              }
              case Code.PUSH_JUMPI -> {
                int size = f.code.bytes.at(pc) - 0x5f;
                sp -= 4;
                if ((s[sp] | s[sp + 1] | s[sp + 2] | s[sp + 3]) == 0) {
                  pc += size + 2;
                  continue blocks;
                }
                int to = constant(ops, pc + 1, size);
                if (to < 0
                    || to >= blocks.length
                    || ((int) blocks[to] >>> Code.JUMPDEST_BIT & 1) == 0) {
                  return Outcome.INVALID_JUMP;
                }
                if (to <= pc && m.cancellation.isRequested()) {
                  return Outcome.CANCELLED;
                }
                pc = to;
                continue blocks;
              }
              case Op.JUMPDEST -> {
                continue blocks;
              }
              case Op.JUMP -> {
                sp -= 4;
                int to = destination(s, sp, blocks);
                if (to < 0 || (to <= pc && m.cancellation.isRequested())) {
                  return to < 0 ? Outcome.INVALID_JUMP : Outcome.CANCELLED;
                }
                pc = to;
                continue blocks;
              }
              default -> {
                sp -= 8;
                if ((s[sp] | s[sp + 1] | s[sp + 2] | s[sp + 3]) == 0) {
                  pc++;
                  continue blocks;
                }
                int to = destination(s, sp + 4, blocks);
                if (to < 0 || (to <= pc && m.cancellation.isRequested())) {
                  return to < 0 ? Outcome.INVALID_JUMP : Outcome.CANCELLED;
                }
                pc = to;
                continue blocks;
              }
            }
          }
          case Op.ADDRESS,
              Op.ORIGIN,
              Op.CALLER,
              Op.CALLVALUE,
              Op.CODESIZE,
              Op.GASPRICE,
              Op.COINBASE,
              Op.TIMESTAMP,
              Op.NUMBER,
              Op.GASLIMIT,
              Op.CHAINID,
              Op.SELFBALANCE,
              Op.BASEFEE,
              Op.PREVRANDAO,
              Op.BLOBBASEFEE -> {
            f.sp = sp;
            EnvironmentInstructions.word(op, f);
            sp += 4;
            pc++;
          }
          case Op.CALLDATALOAD -> {
            f.sp = sp;
            EnvironmentInstructions.callDataLoad(f);
            pc++;
          }
          case Op.GAS -> {
            StackInstructions.push(s, sp, gas);
            sp += 4;
            pc++;
            continue blocks;
          }
          case Op.SSTORE,
              Op.CREATE,
              Op.CALL,
              Op.CALLCODE,
              Op.DELEGATECALL,
              Op.CREATE2,
              Op.STATICCALL,
              Code.CUSTOM -> {
            f.pc = pc + 1;
            f.sp = sp;
            f.gas = gas;
            Outcome outcome = Instructions.execute(op, f);
            // a child may have made the stack longer, so that this run must not go on with the old
            if (outcome != Outcome.CONTINUE || s.length != m.stack.length) {
              return outcome;
            }
            pc = f.pc;
            sp = f.sp;
            gas = f.gas;
            continue blocks;
          }
          default -> {
            f.pc = pc + 1;
            f.sp = sp;
            f.gas = gas;
            Outcome outcome = Instructions.execute(op, f);
            if (outcome != Outcome.CONTINUE) {
              return outcome;
            }
            pc++;
            sp = f.sp;
            gas = f.gas;
          }
        }
      }
    }
  }

  /** Where the word at {@code x} says to jump; -1 if that is no JUMPDEST. */
  private static int destination(long[] s, int x, long[] blocks) {
    long to = s[x];
    if ((s[x + 1] | s[x + 2] | s[x + 3]) != 0
        || to < 0
        || to >= blocks.length
        || ((int) blocks[(int) to] >>> Code.JUMPDEST_BIT & 1) == 0) {
      return -1;
    }
    return (int) to;
  }

  private static int constant(byte[] ops, int at, int size) {
    return LongBytes.getInt(ops, at) >>> (-8 * size & 31);
  }
}
