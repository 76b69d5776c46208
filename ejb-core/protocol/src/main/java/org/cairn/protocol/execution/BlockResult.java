package org.cairn.protocol.execution;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.ValueCall;

/**
 * What a block came to.
 *
 * @param requests type byte and data of each kind that has any, in order of type (EIP-7685)
 */
public record BlockResult(
    List<Receipt> receipts,
    List<ValueCall> valueCalls,
    StateDelta delta,
    long gasUsed,
    long blobGasUsed,
    List<Bytes> requests) {
  public BlockResult {
    receipts = List.copyOf(receipts);
    valueCalls = List.copyOf(valueCalls);
    requests = List.copyOf(requests);
  }
}
