package org.cairn.protocol.execution;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Sha256;
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

  /**
   * The hash of the hashes of requests, which stands in the header.
   *
   * @eip 7685
   */
  public static Hash32 requestsHash(List<Bytes> requests) {
    byte[] hashes = new byte[32 * requests.size()];
    for (int i = 0; i < requests.size(); i++) {
      System.arraycopy(Sha256.hash(requests.get(i).shared()), 0, hashes, 32 * i, 32);
    }
    return Hash32.of(Sha256.hash(hashes));
  }
}
