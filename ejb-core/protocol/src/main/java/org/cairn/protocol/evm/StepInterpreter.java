package org.cairn.protocol.evm;

import org.cairn.protocol.fork.Opcode;
import org.cairn.protocol.fork.OpcodeTable;
import org.jspecify.annotations.Nullable;

/**
 * The loop that checks and reports every instruction: for tracing, and to find the instruction that
 * halts a block which {@link Interpreter} found wanting.
 */
final class StepInterpreter {
  static final Tracer NO_TRACER = new Tracer() {};

  private StepInterpreter() {}

  /** Runs the frame until it halts or waits for a child. */
  static Outcome run(Machine m, Frame f, Tracer tracer) {
    OpcodeTable table = m.parameters.opcodes();
    byte[] code = f.code.bytes.shared();
    boolean reports = !tracer.equals(NO_TRACER);
    while (true) {
      int op = f.pc < code.length ? code[f.pc] & 0xff : Op.STOP;
      tracer.beforeStep(f, op);
      Opcode entry = table.at(op);
      m.gasBehindShare = -1;
      m.missingGas = 0;
      int snapshot = m.journal.snapshot();
      int sp = f.sp;
      int memorySize = f.memorySize;
      long before = f.gas;
      Outcome outcome = check(f, entry);
      if (entry != null && outcome == Outcome.CONTINUE) {
        f.pc++;
        outcome =
            entry.handler().isPresent()
                ? Instructions.execute(Code.CUSTOM, f)
                : Instructions.execute(op, f);
      }
      if (reports) {
        if (outcome.message().isEmpty()) {
          tracer.afterStep(f, op, before - left(m, f), outcome, "");
        } else if (isOfPrice(op, outcome) && (entry == null || entry.handler().isEmpty())) {
          // the frame is lost, so that it can be made what it was when its price was added up
          m.journal.revertTo(snapshot);
          f.sp = sp;
          f.memorySize = memorySize;
          f.gas = before;
          FailingStep failing = FailingStep.of(f, op, entry, outcome);
          tracer.afterStep(f, op, failing.cost(), outcome, failing.failure());
        } else {
          tracer.afterStep(f, op, before - f.gas + m.missingGas, outcome, outcome.message());
        }
      }
      if (outcome != Outcome.CONTINUE) {
        return outcome;
      }
    }
  }

  /** A call that is over already has got back what its child did not use, which is not its cost. */
  private static long left(Machine m, Frame f) {
    return m.gasBehindShare >= 0 ? m.gasBehindShare : f.gas;
  }

  /** Whether an instruction failed in front of its work. */
  static boolean isOfPrice(int op, Outcome outcome) {
    return switch (outcome) {
      case OUT_OF_GAS, STACK_UNDERFLOW, STACK_OVERFLOW, INIT_CODE_TOO_LONG -> true;
      case WRITE_PROTECTION -> op != Op.TSTORE && (op < Op.LOG0 || op > Op.LOG4);
      default -> false;
    };
  }

  private static Outcome check(Frame f, @Nullable Opcode entry) {
    if (entry == null) {
      return Outcome.INVALID_OPCODE;
    }
    int height = f.stackHeight();
    if (height < entry.pops()) {
      return Outcome.STACK_UNDERFLOW;
    }
    if (height + entry.pushes() - entry.pops() > Machine.STACK_LIMIT / 4) {
      return Outcome.STACK_OVERFLOW;
    }
    return f.charge(entry.gas()) ? Outcome.CONTINUE : Outcome.OUT_OF_GAS;
  }
}
