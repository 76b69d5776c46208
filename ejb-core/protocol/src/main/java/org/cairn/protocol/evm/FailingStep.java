package org.cairn.protocol.evm;

import static org.cairn.protocol.fork.Parameter.*;

import java.util.Locale;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Opcode;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * What a trace says of an instruction that failed before it began to work: how much of its price
 * had been added up, and why, as go-ethereum has it. Asked only while tracing, with the frame as it
 * was in front of the instruction; the loops price instructions themselves.
 *
 * <p>A price is added up in four steps, and the first that fails decides:
 *
 * <ol>
 *   <li>the stack, when only the constant part of the price is known;
 *   <li>the constant part, which must be there;
 *   <li>the size of memory, which must have 64 bits ("gas uint64 overflow");
 *   <li>the other parts. If they cannot be found out (one of them has more than 64 bits, the
 *       instruction must not write, the gas ends before an account may be looked at), the price
 *       stays what it was and the reason stands behind "out of gas:". If they can, the price is
 *       whole, and more than there is.
 * </ol>
 *
 * @param cost units of gas
 * @param failure words that are not empty
 */
record FailingStep(long cost, String failure) {
  private static final String OUT_OF_GAS = "out of gas";
  private static final String OVERFLOW = "gas uint64 overflow";

  /** The price of memory of more bytes has more than 64 bits. */
  private static final long MOST_MEMORY = 0x1fffffffe0L;

  static FailingStep of(Frame f, int op, @Nullable Opcode entry, Outcome outcome) {
    if (entry == null) {
      return new FailingStep(0, outcome.message());
    }
    long constant = constant(f, op, entry);
    int height = f.stackHeight();
    if (outcome == Outcome.STACK_UNDERFLOW) {
      return new FailingStep(
          constant,
          String.format(Locale.ROOT, "%s (%d <=> %d)", outcome.message(), height, entry.pops()));
    }
    if (outcome == Outcome.STACK_OVERFLOW) {
      int limit = Machine.STACK_LIMIT / 4 + entry.pops() - entry.pushes();
      return new FailingStep(
          constant, String.format(Locale.ROOT, "stack limit reached %d (%d)", height, limit));
    }
    if (f.gas < constant) {
      return new FailingStep(constant, OUT_OF_GAS);
    }
    return new Pricing(f, op, f.gas - constant).price(constant, entry.gas() - constant);
  }

  /** The part of the base gas that does not wait for the operands. */
  private static long constant(Frame f, int op, Opcode entry) {
    return switch (op) {
      case Op.EXP, Op.SSTORE, Op.LOG0, Op.LOG0 + 1, Op.LOG0 + 2, Op.LOG0 + 3, Op.LOG4 -> 0;
      case Op.SLOAD -> f.machine.coldSlot != 0 ? 0 : entry.gas();
      case Op.SELFDESTRUCT -> f.machine.coldAccount != 0 ? entry.gas() : 0;
      default -> entry.gas();
    };
  }

  /** Why a part of the price cannot be found out. */
  private static final class UnpricedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnpricedException(String why) {
      super(why, null, false, false);
    }
  }

  /** The parts behind the constant one; numbers are unsigned. */
  private static final class Pricing {
    private final Frame f;
    private final Machine m;
    private final ExecutionParameters p;
    private final int op;

    /** What is left behind the constant part. */
    private final long gas;

    private long memory;

    Pricing(Frame f, int op, long gas) {
      this.f = f;
      this.m = f.machine;
      this.p = m.parameters;
      this.op = op;
      this.gas = gas;
    }

    FailingStep price(long constant, long rest) {
      try {
        memory = memorySize();
      } catch (UnpricedException e) {
        return new FailingStep(constant, OVERFLOW);
      }
      try {
        return new FailingStep(constant + sum(rest, dynamic()), OUT_OF_GAS);
      } catch (UnpricedException e) {
        return new FailingStep(constant, OUT_OF_GAS + ": " + e.getMessage());
      }
    }

    // Operands

    private U256 operand(int fromTop) {
      return f.stackWord(fromTop);
    }

    private long unsigned(int fromTop) {
      U256 word = operand(fromTop);
      if (word.bitLength() > 64) {
        throw new UnpricedException(OVERFLOW);
      }
      return word.word(3);
    }

    private JournalAccount account(int fromTop) {
      return m.accountAt(f.sp - 4 - 4 * fromTop);
    }

    private static long sum(long a, long b) {
      long sum = a + b;
      if (Long.compareUnsigned(sum, a) < 0) {
        throw new UnpricedException(OVERFLOW);
      }
      return sum;
    }

    // Memory

    /** Bytes of memory that the instruction needs, in whole words; 0 if none. */
    private long memorySize() {
      long end =
          switch (op) {
            case Op.MLOAD, Op.MSTORE -> sum(unsigned(0), 32);
            case Op.MSTORE8 -> sum(unsigned(0), 1);
            case Op.KECCAK256, Op.RETURN, Op.REVERT -> end(0, 1);
            case Op.LOG0, Op.LOG0 + 1, Op.LOG0 + 2, Op.LOG0 + 3, Op.LOG4 -> end(0, 1);
            case Op.CALLDATACOPY, Op.CODECOPY, Op.RETURNDATACOPY -> end(0, 2);
            case Op.EXTCODECOPY -> end(1, 3);
            case Op.MCOPY -> end(operand(1).compareTo(operand(0)) > 0 ? 1 : 0, 2);
            case Op.CREATE, Op.CREATE2 -> end(1, 2);
            case Op.CALL, Op.CALLCODE -> larger(end(5, 6), end(3, 4));
            case Op.DELEGATECALL, Op.STATICCALL -> larger(end(4, 5), end(2, 3));
            default -> 0;
          };
      return sum(end, 31) & ~31L;
    }

    private long end(int offset, int size) {
      long bytes = unsigned(size);
      return bytes == 0 ? 0 : sum(unsigned(offset), bytes);
    }

    private static long larger(long a, long b) {
      return Long.compareUnsigned(a, b) > 0 ? a : b;
    }

    private long memoryCost() {
      if (Long.compareUnsigned(memory, MOST_MEMORY) > 0) {
        throw new UnpricedException(OVERFLOW);
      }
      return memory <= f.memorySize ? 0 : allMemory(memory >>> 5) - allMemory(f.memorySize >>> 5);
    }

    /** As the machine's, for numbers of words whose square has 64 bits. */
    private long allMemory(long words) {
      return p.value(MEMORY_WORD) * words + Long.divideUnsigned(words * words, 512);
    }

    // Parts

    private long dynamic() {
      return switch (op) {
        case Op.EXP -> p.value(EXP_BYTE) * ((operand(1).bitLength() + 7) / 8);
        case Op.SSTORE -> store();
        case Op.SLOAD -> StorageInstructions.warms(f) ? m.coldSlot - m.warmAccess : 0;
        case Op.BALANCE, Op.EXTCODESIZE, Op.EXTCODEHASH -> access(account(0));
        case Op.EXTCODECOPY -> copy(3, COPY_WORD) + access(account(0));
        case Op.CALLDATACOPY, Op.CODECOPY, Op.RETURNDATACOPY, Op.MCOPY -> copy(2, COPY_WORD);
        case Op.KECCAK256 -> copy(1, KECCAK_WORD);
        case Op.LOG0, Op.LOG0 + 1, Op.LOG0 + 2, Op.LOG0 + 3, Op.LOG4 -> log();
        case Op.CREATE, Op.CREATE2 -> creation();
        case Op.CALL, Op.CALLCODE, Op.DELEGATECALL, Op.STATICCALL -> call();
        case Op.SELFDESTRUCT -> selfDestruct();
        default -> memoryCost();
      };
    }

    private long copy(int size, Parameter perWord) {
      return memoryCost() + p.value(perWord) * MemoryInstructions.words(unsigned(size));
    }

    private long log() {
      return memoryCost() + p.value(LOG_TOPIC) * (op - Op.LOG0) + p.value(LOG_BYTE) * unsigned(1);
    }

    private void write() {
      if (f.isStatic) {
        throw new UnpricedException(Outcome.WRITE_PROTECTION.message());
      }
    }

    /** The instruction asked for all of its price at once. */
    private long store() {
      write();
      if (p.value(SSTORE_SENTRY) != 0 && gas <= p.value(SSTORE_SENTRY)) {
        throw new UnpricedException("not enough gas for reentrancy sentry");
      }
      return m.missingGas;
    }

    private long access(JournalAccount account) {
      return m.warms(account) ? m.coldAccount - m.warmAccess : 0;
    }

    private long creation() {
      write();
      long cost = memoryCost();
      long size = unsigned(2);
      if (Long.compareUnsigned(size, p.value(MAX_INIT_CODE_SIZE)) > 0) {
        throw new UnpricedException(
            String.format(
                Locale.ROOT,
                "%s: code size %s limit %d",
                Outcome.INIT_CODE_TOO_LONG.message(),
                Long.toUnsignedString(size),
                p.value(MAX_INIT_CODE_SIZE)));
      }
      long perWord = p.value(INIT_CODE_WORD) + (op == Op.CREATE2 ? p.value(KECCAK_WORD) : 0);
      return cost + perWord * MemoryInstructions.words(size);
    }

    private long selfDestruct() {
      write();
      JournalAccount to = account(0);
      long cost = m.warms(to) ? m.coldAccount : 0;
      require(cost, gas);
      boolean comesToLife =
          p.has(Rule.EMPTY_ACCOUNTS_REMOVED)
              ? to.isEmpty() && !f.self.balance().isZero()
              : !to.exists();
      if (!m.journal.destroy(f.self)) {
        m.refund(p.value(SELFDESTRUCT_REFUND));
      }
      return comesToLife ? cost + p.value(SELFDESTRUCT_NEW_ACCOUNT) : cost;
    }

    /** Ends where the gas does that is there for looking further. */
    private static void require(long cost, long gas) {
      if (Long.compareUnsigned(cost, gas) > 0) {
        throw new UnpricedException(OUT_OF_GAS);
      }
    }

    // Calls

    private long call() {
      boolean takesValue = op == Op.CALL || op == Op.CALLCODE;
      boolean pays = takesValue && !operand(2).isZero();
      if (op == Op.CALL && pays) {
        write();
      }
      JournalAccount target = account(1);
      long cold = access(target);
      require(cold, gas);
      long left = gas - cold;
      long cost = memoryCost() + (pays ? p.value(CALL_VALUE) : 0);
      if (op == Op.CALL) {
        require(cost, left);
        boolean comesToLife =
            p.has(Rule.EMPTY_ACCOUNTS_REMOVED) ? pays && target.isEmpty() : !target.exists();
        cost += comesToLife ? p.value(NEW_ACCOUNT) : 0;
      }
      long delegated = 0;
      if (p.has(Rule.DELEGATION)) {
        require(cost, left);
        if (m.delegates(target)) {
          delegated = m.warms(m.delegate(target)) ? m.coldAccount : m.warmAccess;
          require(delegated, left);
          left -= delegated;
          require(cost, left);
        }
      }
      return sum(sum(cost, given(left, cost)), cold + delegated);
    }

    /** What the callee gets; if the price is more than is left, the difference has wrapped. */
    private long given(long left, long cost) {
      U256 wanted = operand(0);
      if (p.has(Rule.CALLER_KEEPS_A_64TH)) {
        long rest = left - cost;
        long most = rest - Long.divideUnsigned(rest, 64);
        if (wanted.bitLength() > 64 || Long.compareUnsigned(most, wanted.word(3)) < 0) {
          return most;
        }
      }
      return unsigned(0);
    }
  }
}
