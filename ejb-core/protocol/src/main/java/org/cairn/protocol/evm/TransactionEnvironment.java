package org.cairn.protocol.evm;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * What instructions can see of the transaction.
 *
 * @param gasPrice what a unit of gas costs the sender, in wei
 */
public record TransactionEnvironment(Address origin, U256 gasPrice, List<Hash32> blobHashes) {
  public TransactionEnvironment {
    blobHashes = List.copyOf(blobHashes);
  }
}
