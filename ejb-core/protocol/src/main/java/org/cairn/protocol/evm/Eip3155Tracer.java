package org.cairn.protocol.evm;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.uint.U256;

/**
 * Writes one line of JSON for each instruction and one for the end (EIP-3155), with the members and
 * their order that go-ethereum's {@code evm --json} has. Confined to one thread.
 */
public final class Eip3155Tracer implements Tracer {
  private final Appendable out;
  private final StringBuilder line = new StringBuilder();
  private long given;
  private int gasCostAt;
  private int pc;
  private long gas;

  public Eip3155Tracer(Appendable out) {
    this.out = out;
  }

  @Override
  public void beforeStep(Frame frame, int opcode) {
    begin(frame, frame.pc(), opcode, frame.gasLeft());
    pc = frame.pc();
    gas = frame.gasLeft();
  }

  private void begin(Frame frame, int at, int opcode, long gasLeft) {
    line.setLength(0);
    line.append("{\"pc\":").append(at).append(",\"op\":").append(opcode);
    line.append(",\"gas\":\"0x").append(Long.toHexString(gasLeft));
    line.append("\",\"gasCost\":\"0x");
    gasCostAt = line.length();
    line.append("\",\"memSize\":").append(frame.memoryLength()).append(",\"stack\":[");
    for (int i = frame.stackHeight() - 1; i >= 0; i--) {
      line.append('"').append(frame.stackWord(i).toQuantity()).append(i == 0 ? "\"" : "\",");
    }
    line.append("],\"depth\":").append(frame.depth() + 1);
  }

  /** An instruction that fails at work, not at its price, has two lines: before and behind it. */
  @Override
  public void afterStep(Frame frame, int opcode, long cost, Outcome outcome) {
    boolean atWork =
        outcome == Outcome.REVERT
            || outcome == Outcome.INVALID_OPCODE
            || outcome == Outcome.INVALID_JUMP;
    if (atWork) {
      end(frame, opcode, cost, Outcome.CONTINUE);
      begin(frame, pc, opcode, gas);
    }
    end(frame, opcode, cost, outcome);
  }

  private void end(Frame frame, int opcode, long cost, Outcome outcome) {
    line.insert(gasCostAt, Long.toHexString(cost));
    line.append(",\"refund\":").append(frame.refundCounter());
    line.append(",\"opName\":\"").append(frame.table().nameOf(opcode)).append('"');
    appendError(outcome);
    write();
  }

  private void appendError(Outcome outcome) {
    if (!outcome.message().isEmpty()) {
      line.append(",\"error\":\"").append(outcome.message()).append('"');
    }
    line.append("}\n");
  }

  private void write() {
    try {
      out.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void enter(
      int depth, CallKind kind, Address from, Address to, Bytes input, long allGas, U256 value) {
    if (depth == 0) {
      given = allGas;
    }
  }

  @Override
  public void exit(int depth, Bytes output, long gasLeft, Outcome outcome) {
    if (depth == 0) {
      line.setLength(0);
      line.append("{\"output\":\"").append(output.toString().substring(2));
      line.append("\",\"gasUsed\":\"0x").append(Long.toHexString(given - gasLeft)).append('"');
      appendError(outcome);
      write();
    }
  }
}
