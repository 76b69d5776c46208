package org.cairn.protocol.execution;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.evm.Outcome;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.ValueCall;

/**
 * What a transaction or call came to by itself.
 *
 * @param outcome how it halted
 * @param gasUsed with the intrinsic gas, refunds taken off
 * @param output what was returned, the reason's encoding if it reverted
 * @param created the address that a creation is for
 * @param delta what it changed
 */
public record CallResult(
    Outcome outcome,
    long gasUsed,
    Bytes output,
    Optional<Address> created,
    List<Log> logs,
    List<ValueCall> valueCalls,
    StateDelta delta) {
  public CallResult {
    logs = List.copyOf(logs);
    valueCalls = List.copyOf(valueCalls);
  }
}
