package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.CallKind;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.evm.Frame;
import org.cairn.protocol.evm.Outcome;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.uint.U256;

/**
 * How often each instruction was begun in a block, calls of the block itself included; hands on
 * what it sees of transactions to other traces.
 */
final class OpcodeCounts implements Traces {
  private final Traces others;
  private final long[] counts = new long[256];

  OpcodeCounts(Traces others) {
    this.others = others;
  }

  @Override
  public Optional<Tracer> begin(Hash32 transaction) {
    return Optional.of(new Counter(others.begin(transaction).orElse(new Tracer() {})));
  }

  @Override
  public void end() {
    others.end();
  }

  @Override
  public Optional<Tracer> ofSystemCalls() {
    return Optional.of(new Counter(new Tracer() {}));
  }

  /** An object with the instructions' names, in their order. */
  ObjectNode json() {
    TreeMap<String, Long> byName = new TreeMap<>();
    for (int opcode = 0; opcode < counts.length; opcode++) {
      if (counts[opcode] > 0) {
        byName.put(Eip3155Tracer.nameOf(opcode), counts[opcode]);
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    byName.forEach((name, count) -> json.put(name, count));
    return json;
  }

  private final class Counter implements Tracer {
    private final Tracer next;

    Counter(Tracer next) {
      this.next = next;
    }

    @Override
    public void beforeStep(Frame frame, int opcode) {
      counts[opcode]++;
      next.beforeStep(frame, opcode);
    }

    @Override
    public void afterStep(Frame frame, int opcode, long cost, Outcome outcome, String failure) {
      next.afterStep(frame, opcode, cost, outcome, failure);
    }

    @Override
    public void enter(
        int depth, CallKind kind, Address from, Address to, Bytes input, long gas, U256 value) {
      next.enter(depth, kind, from, to, input, gas, value);
    }

    @Override
    public void exit(int depth, Bytes output, long gasLeft, Outcome outcome, String failure) {
      next.exit(depth, output, gasLeft, outcome, failure);
    }

    @Override
    public void selfDestruct(int depth, Address from, Address to, U256 value) {
      next.selfDestruct(depth, from, to, value);
    }

    @Override
    public void log(int depth, Log log) {
      next.log(depth, log);
    }
  }
}
