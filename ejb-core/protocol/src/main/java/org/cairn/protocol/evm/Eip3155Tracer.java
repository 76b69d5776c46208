package org.cairn.protocol.evm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.fork.OpcodeTable;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line of JSON for each instruction and one for the end of each call (EIP-3155), with
 * the members, their order and the words for failures that go-ethereum's {@code evm} has. Confined
 * to one thread.
 *
 * <p>A line of an instruction is written when its cost is known, which is after the calls that it
 * began and that ended at once: their lines wait for it.
 */
public final class Eip3155Tracer implements Tracer {
  /**
   * What lines carry besides.
   *
   * @param memory the whole memory
   * @param stack the whole stack
   * @param returnData what the last call gave back
   * @param callFrames a line for the beginning of each call
   */
  public record Options(boolean memory, boolean stack, boolean returnData, boolean callFrames) {
    public static final Options USUAL = new Options(false, true, false, false);
  }

  private static final int DEPTHS = 1026;
  private static final OpcodeTable NEWEST = Forks.ALL.getLast().execution().opcodes();
  private static final Map<Integer, String> PLANNED =
      Map.ofEntries(
          Map.entry(Op.INVALID, "INVALID"),
          Map.entry(Op.PREVRANDAO, "DIFFICULTY"),
          Map.entry(0x4b, "SLOTNUM"),
          Map.entry(0xd0, "DATALOAD"),
          Map.entry(0xd1, "DATALOADN"),
          Map.entry(0xd2, "DATASIZE"),
          Map.entry(0xd3, "DATACOPY"),
          Map.entry(0xe0, "RJUMP"),
          Map.entry(0xe1, "RJUMPI"),
          Map.entry(0xe2, "RJUMPV"),
          Map.entry(0xe3, "CALLF"),
          Map.entry(0xe4, "RETF"),
          Map.entry(0xe5, "JUMPF"),
          Map.entry(0xe6, "DUPN"),
          Map.entry(0xe7, "SWAPN"),
          Map.entry(0xe8, "EXCHANGE"),
          Map.entry(0xec, "EOFCREATE"),
          Map.entry(0xee, "RETURNCONTRACT"),
          Map.entry(0xf7, "RETURNDATALOAD"),
          Map.entry(0xf8, "EXTCALL"),
          Map.entry(0xf9, "EXTDELEGATECALL"),
          Map.entry(0xfb, "EXTSTATICCALL"));

  private final Appendable out;
  private final Options options;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder waiting = new StringBuilder();
  private final long[] given = new long[DEPTHS];
  private final @Nullable String[] failures = new @Nullable String[DEPTHS];
  private boolean inStep;
  private int gasCostAt;
  private int pc;
  private long gas;

  public Eip3155Tracer(Appendable out) {
    this(out, Options.USUAL);
  }

  public Eip3155Tracer(Appendable out, Options options) {
    this.out = out;
    this.options = options;
  }

  @Override
  public void beforeStep(Frame frame, int opcode) {
    inStep = true;
    pc = frame.pc();
    gas = frame.gasLeft();
    begin(frame, opcode);
  }

  private void begin(Frame frame, int opcode) {
    line.setLength(0);
    line.append("{\"pc\":").append(pc).append(",\"op\":").append(opcode);
    line.append(",\"gas\":\"0x").append(Long.toHexString(gas));
    line.append("\",\"gasCost\":\"0x");
    gasCostAt = line.length();
    line.append('"');
    if (options.memory && frame.memoryLength() > 0) {
      line.append(",\"memory\":\"").append(frame.memoryBytes(0, frame.memoryLength())).append('"');
    }
    line.append(",\"memSize\":").append(frame.memoryLength()).append(",\"stack\":");
    appendStack(frame);
    if (options.returnData && !frame.returnedBytes().isEmpty()) {
      line.append(",\"returnData\":\"").append(frame.returnedBytes()).append('"');
    }
    line.append(",\"depth\":").append(frame.depth() + 1);
  }

  private void appendStack(Frame frame) {
    if (!options.stack) {
      line.append("null");
      return;
    }
    line.append('[');
    for (int i = frame.stackHeight() - 1; i >= 0; i--) {
      line.append('"').append(frame.stackWord(i).toQuantity()).append(i == 0 ? "\"" : "\",");
    }
    line.append(']');
  }

  /** An instruction that fails at work, not at its price, has two lines: before and behind it. */
  @Override
  public void afterStep(Frame frame, int opcode, long cost, Outcome outcome, String why) {
    String failure = outcome == Outcome.INVALID_OPCODE ? why + ": " + nameOf(opcode) : why;
    failures[frame.depth()] = failure;
    if (!failure.isEmpty() && !StepInterpreter.isOfPrice(opcode, outcome)) {
      end(frame, opcode, cost, "");
      begin(frame, opcode);
    }
    end(frame, opcode, cost, failure);
    inStep = false;
    if (!waiting.isEmpty()) {
      write(waiting);
      waiting.setLength(0);
    }
  }

  private void end(Frame frame, int opcode, long cost, String failure) {
    line.insert(gasCostAt, Long.toHexString(cost));
    line.append(",\"refund\":").append(frame.refundCounter());
    line.append(",\"opName\":\"").append(nameOf(opcode)).append('"');
    appendError(line, failure);
    write(line);
  }

  /**
   * Names do not depend on the fork: instructions of later ones have theirs, so do some that are
   * only planned, the designated invalid one (EIP-141), and PREVRANDAO keeps its old one.
   */
  public static String nameOf(int opcode) {
    String planned = PLANNED.get(opcode);
    return planned == null ? NEWEST.nameOf(opcode) : planned;
  }

  private static void appendError(StringBuilder to, String failure) {
    if (!failure.isEmpty()) {
      to.append(",\"error\":\"").append(escaped(failure)).append('"');
    }
    to.append("}\n");
  }

  /** As encoders do that fear for web pages. */
  private static String escaped(String failure) {
    return failure.replace("<", "\\u003c").replace(">", "\\u003e");
  }

  private void write(CharSequence lines) {
    try {
      out.append(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes lines of a call: now, or behind that of the instruction that made it. */
  private void writeInOrder(CharSequence lines) {
    if (inStep) {
      waiting.append(lines);
    } else {
      write(lines);
    }
  }

  @Override
  public void enter(
      int depth, CallKind kind, Address from, Address to, Bytes input, long allGas, U256 value) {
    given[depth] = allGas;
    failures[depth] = null;
    if (options.callFrames) {
      writeInOrder(frameLine(from, to, input, allGas, value, kind.name()));
    }
  }

  private String frameLine(
      Address from, Address to, Bytes input, long allGas, U256 value, String type) {
    String shown = options.memory && !input.isEmpty() ? "\"input\":\"" + input + "\"," : "";
    return "{\"from\":\""
        + from
        + "\",\"to\":\""
        + to
        + "\","
        + shown
        + "\"gas\":\"0x"
        + Long.toHexString(allGas)
        + "\",\"value\":\""
        + value.toQuantity()
        + "\",\"type\":\""
        + type
        + "\"}\n";
  }

  @Override
  public void exit(int depth, Bytes output, long gasLeft, Outcome outcome, String failure) {
    String ofStep = failures[depth];
    String why = ofStep == null || ofStep.isEmpty() ? failure : ofStep;
    endOfCall(output, given[depth] - gasLeft, why);
  }

  private void endOfCall(Bytes output, long gasUsed, String failure) {
    StringBuilder end = new StringBuilder(64 + 2 * output.length());
    end.append("{\"output\":\"").append(output.toString().substring(2));
    end.append("\",\"gasUsed\":\"0x").append(Long.toHexString(gasUsed)).append('"');
    appendError(end, failure);
    writeInOrder(end);
  }

  @Override
  public void selfDestruct(int depth, Address from, Address to, U256 value) {
    if (options.callFrames) {
      writeInOrder(frameLine(from, to, Bytes.EMPTY, 0, value, "SELFDESTRUCT"));
    }
    endOfCall(Bytes.EMPTY, 0, "");
  }
}
