package org.cairn.protocol.evm;

import org.cairn.protocol.fork.Instruction;
import org.cairn.protocol.fork.Opcode;
import org.cairn.protocol.fork.Parameter;

/**
 * Every instruction by its opcode. Base gas is paid and the stack is checked when one is executed,
 * and {@code frame.pc} is behind the opcode.
 */
final class Instructions {
  private Instructions() {}

  static Outcome execute(int op, Frame f) {
    return switch (op >> 4) {
      case 0x0 -> arithmetic(op, f);
      case 0x1 -> bitwise(op, f);
      case 0x3, 0x4 -> environment(op, f);
      case 0x2, 0x5 -> memoryAndFlow(op, f);
      case 0x6, 0x7 -> push(op - 0x5f, f);
      case 0x8 -> {
        StackInstructions.dup(f.machine.stack, f.sp, op - 0x7f);
        f.sp += 4;
        yield Outcome.CONTINUE;
      }
      case 0x9 -> {
        StackInstructions.swap(f.machine.stack, f.sp, op - 0x8f);
        yield Outcome.CONTINUE;
      }
      case 0xa -> MemoryInstructions.log(f, op - Op.LOG0);
      case 0xb -> custom(f);
      case 0xf -> system(op, f);
      default -> Outcome.INVALID_OPCODE;
    };
  }

  private static Outcome arithmetic(int op, Frame f) {
    if (op == Op.STOP) {
      f.outputSize = 0;
      return Outcome.STOP;
    }
    long[] s = f.machine.stack;
    Division division = f.machine.division;
    int x = f.sp - 4;
    f.sp = x;
    switch (op) {
      case Op.ADD -> Arithmetic.add(s, x);
      case Op.MUL -> Arithmetic.mul(s, x);
      case Op.SUB -> Arithmetic.sub(s, x);
      case Op.DIV -> division.div(s, x);
      case Op.SDIV -> division.sdiv(s, x);
      case Op.MOD -> division.mod(s, x);
      case Op.SMOD -> division.smod(s, x);
      case Op.ADDMOD -> {
        division.addMod(s, x);
        f.sp = x - 4;
      }
      case Op.MULMOD -> {
        division.mulMod(s, x);
        f.sp = x - 4;
      }
      case Op.EXP -> {
        long cost =
            f.machine.parameters.value(Parameter.EXP_BYTE) * Arithmetic.byteLength(s, x - 4);
        if (!f.charge(cost)) {
          return Outcome.OUT_OF_GAS;
        }
        Arithmetic.exp(s, x, f.machine.scratch);
      }
      case Op.SIGNEXTEND -> Arithmetic.signExtend(s, x);
      default -> {
        return Outcome.INVALID_OPCODE;
      }
    }
    return Outcome.CONTINUE;
  }

  private static Outcome bitwise(int op, Frame f) {
    long[] s = f.machine.stack;
    int x = f.sp - 4;
    switch (op) {
      case Op.ISZERO -> Bitwise.isZero(s, x);
      case Op.NOT -> Bitwise.not(s, x);
      case Op.CLZ -> Bitwise.clz(s, x);
      default -> {
        f.sp = x;
        return compare(op, s, x);
      }
    }
    return Outcome.CONTINUE;
  }

  private static Outcome compare(int op, long[] s, int x) {
    switch (op) {
      case Op.LT -> Bitwise.lt(s, x);
      case Op.GT -> Bitwise.gt(s, x);
      case Op.SLT -> Bitwise.slt(s, x);
      case Op.SGT -> Bitwise.sgt(s, x);
      case Op.EQ -> Bitwise.eq(s, x);
      case Op.AND -> Bitwise.and(s, x);
      case Op.OR -> Bitwise.or(s, x);
      case Op.XOR -> Bitwise.xor(s, x);
      case Op.BYTE -> Bitwise.byteAt(s, x);
      case Op.SHL -> Bitwise.shl(s, x);
      case Op.SHR -> Bitwise.shr(s, x);
      case Op.SAR -> Bitwise.sar(s, x);
      default -> {
        return Outcome.INVALID_OPCODE;
      }
    }
    return Outcome.CONTINUE;
  }

  private static Outcome environment(int op, Frame f) {
    switch (op) {
      case Op.BALANCE -> {
        return EnvironmentInstructions.balance(f);
      }
      case Op.CALLDATALOAD -> EnvironmentInstructions.callDataLoad(f);
      case Op.CALLDATACOPY -> {
        return MemoryInstructions.copy(f, f.sp - 4, f.input, f.inputAt, f.inputSize);
      }
      case Op.CODECOPY -> {
        return MemoryInstructions.copy(f, f.sp - 4, f.code.bytes.shared(), 0, f.code.length());
      }
      case Op.EXTCODESIZE -> {
        return EnvironmentInstructions.externalCodeSize(f);
      }
      case Op.EXTCODECOPY -> {
        return EnvironmentInstructions.externalCodeCopy(f);
      }
      case Op.RETURNDATACOPY -> {
        return MemoryInstructions.returnDataCopy(f);
      }
      case Op.EXTCODEHASH -> {
        return EnvironmentInstructions.externalCodeHash(f);
      }
      default -> {
        return EnvironmentInstructions.word(op, f) ? Outcome.CONTINUE : Outcome.INVALID_OPCODE;
      }
    }
    return Outcome.CONTINUE;
  }

  private static Outcome memoryAndFlow(int op, Frame f) {
    switch (op) {
      case Op.KECCAK256 -> {
        return MemoryInstructions.keccak(f);
      }
      case Op.POP -> f.sp -= 4;
      case Op.MLOAD -> {
        return MemoryInstructions.load(f);
      }
      case Op.MSTORE -> {
        return MemoryInstructions.store(f);
      }
      case Op.MSTORE8 -> {
        return MemoryInstructions.storeByte(f);
      }
      case Op.SLOAD -> {
        return StorageInstructions.load(f);
      }
      case Op.SSTORE -> {
        return StorageInstructions.store(f);
      }
      case Op.JUMP -> {
        f.sp -= 4;
        return jump(f, f.sp);
      }
      case Op.JUMPI -> {
        f.sp -= 8;
        long[] s = f.machine.stack;
        boolean taken = (s[f.sp] | s[f.sp + 1] | s[f.sp + 2] | s[f.sp + 3]) != 0;
        return taken ? jump(f, f.sp + 4) : Outcome.CONTINUE;
      }
      case Op.PC -> f.push(f.pc - 1);
      case Op.MSIZE -> f.push(f.memorySize);
      case Op.GAS -> f.push(f.gas);
      case Op.JUMPDEST -> {}
      case Op.TLOAD -> {
        return StorageInstructions.loadTransient(f);
      }
      case Op.TSTORE -> {
        return StorageInstructions.storeTransient(f);
      }
      case Op.MCOPY -> {
        return MemoryInstructions.copyMemory(f);
      }
      case Op.PUSH0 -> f.push(0);
      default -> {
        return Outcome.INVALID_OPCODE;
      }
    }
    return Outcome.CONTINUE;
  }

  private static Outcome jump(Frame f, int x) {
    long[] s = f.machine.stack;
    long to = s[x];
    boolean inside = (s[x + 1] | s[x + 2] | s[x + 3]) == 0 && to >= 0 && to < f.code.length();
    if (!inside || !f.code.isJumpDestination((int) to)) {
      return Outcome.INVALID_JUMP;
    }
    if (to < f.pc && f.machine.cancellation.isRequested()) {
      return Outcome.CANCELLED;
    }
    f.pc = (int) to;
    return Outcome.CONTINUE;
  }

  private static Outcome push(int size, Frame f) {
    StackInstructions.push(f.machine.stack, f.sp, f.code.ops, f.pc, size);
    f.sp += 4;
    f.pc += size;
    return Outcome.CONTINUE;
  }

  /** An instruction that the table brings itself. */
  private static Outcome custom(Frame f) {
    Opcode entry = f.table().at(f.code.bytes.at(f.pc - 1) & 0xff);
    Instruction instruction = entry == null ? null : entry.instruction();
    if (entry == null || instruction == null) {
      return Outcome.INVALID_OPCODE;
    }
    f.pc += entry.immediate();
    return instruction.execute(f) ? Outcome.CONTINUE : Outcome.OUT_OF_GAS;
  }

  private static Outcome system(int op, Frame f) {
    return switch (op) {
      case Op.CREATE -> SystemInstructions.create(f, CallKind.CREATE);
      case Op.CALL -> SystemInstructions.call(f, CallKind.CALL);
      case Op.CALLCODE -> SystemInstructions.call(f, CallKind.CALLCODE);
      case Op.RETURN -> SystemInstructions.end(f, Outcome.RETURN);
      case Op.DELEGATECALL -> SystemInstructions.call(f, CallKind.DELEGATECALL);
      case Op.CREATE2 -> SystemInstructions.create(f, CallKind.CREATE2);
      case Op.STATICCALL -> SystemInstructions.call(f, CallKind.STATICCALL);
      case Op.REVERT -> SystemInstructions.end(f, Outcome.REVERT);
      case Op.SELFDESTRUCT -> SystemInstructions.selfDestruct(f);
      default -> Outcome.INVALID_OPCODE;
    };
  }
}
