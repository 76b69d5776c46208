package org.cairn.explorer.transaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.protocol.types.ValueCall;

/**
 * A call inside a transaction that moved value. Rows in order make a tree.
 *
 * @param depth calls of the list in which this one happened, at most {@link #DEEPEST}
 * @param path place among all calls, those without value counted: {@code 0.2}
 * @param verb what it did
 * @param creation whether {@code to} is what was created
 */
public record CallRow(
    int depth,
    String path,
    String kind,
    AddressPart from,
    String verb,
    boolean creation,
    AddressPart to,
    AmountPart value) {
  /** Indentation stops here, so that deep trees stay on the page. */
  static final int DEEPEST = 8;

  /** A call with the number of calls around it. */
  record Placed(ValueCall call, int depth) {}

  /** Finds the depths; {@code calls} in order of path. */
  static List<Placed> place(List<ValueCall> calls) {
    List<Placed> placed = new ArrayList<>();
    Deque<List<Integer>> around = new ArrayDeque<>();
    for (ValueCall call : calls) {
      while (!around.isEmpty() && !isWithin(call.path(), around.peek())) {
        around.pop();
      }
      placed.add(new Placed(call, around.size()));
      around.push(call.path());
    }
    return placed;
  }

  private static boolean isWithin(List<Integer> path, List<Integer> outer) {
    return path.size() > outer.size() && path.subList(0, outer.size()).equals(outer);
  }

  static CallRow of(Placed placed) {
    ValueCall call = placed.call();
    return new CallRow(
        Math.min(DEEPEST, placed.depth()),
        String.join(".", call.path().stream().map(String::valueOf).toList()),
        call.kind().name(),
        AddressPart.of(call.from()),
        switch (call.kind()) {
          case CALL, CALLCODE -> "sent";
          case CREATE, CREATE2 -> "created";
          case SELFDESTRUCT -> "destroyed itself and left";
        },
        call.kind() == ValueCall.Kind.CREATE || call.kind() == ValueCall.Kind.CREATE2,
        AddressPart.of(call.to()),
        AmountPart.ether(call.value()));
  }
}
