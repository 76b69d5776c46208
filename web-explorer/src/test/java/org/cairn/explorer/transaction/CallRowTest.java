package org.cairn.explorer.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

class CallRowTest {
  private static ValueCall call(Integer... path) {
    return new ValueCall(
        0, List.of(path), ValueCall.Kind.CALL, Address.of(1), Address.of(2), U256.ONE);
  }

  private static List<Integer> depths(ValueCall... calls) {
    return CallRow.place(List.of(calls)).stream().map(CallRow.Placed::depth).toList();
  }

  @Test
  void indentsCallsBelowTheListedCallsAroundThem() {
    assertThat(depths(call(0), call(0, 0), call(0, 1), call(0, 1, 5), call(1)))
        .containsExactly(0, 1, 1, 2, 0);
  }

  @Test
  void leavesOutFramesThatMovedNothing() {
    assertThat(depths(call(0, 3, 1), call(0, 3, 1, 0), call(2, 0))).containsExactly(0, 1, 0);
  }

  @Test
  void copesWithTheDeepestTree() {
    List<ValueCall> chain = new ArrayList<>();
    for (int depth = 1; depth <= 1_024; depth++) {
      chain.add(call(Collections.nCopies(depth, 0).toArray(Integer[]::new)));
    }
    List<CallRow.Placed> placed = CallRow.place(chain);
    assertThat(placed.getLast().depth()).isEqualTo(1_023);
    assertThat(CallRow.of(placed.getLast()).depth()).isEqualTo(CallRow.DEEPEST);
  }
}
