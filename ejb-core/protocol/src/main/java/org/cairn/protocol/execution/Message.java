package org.cairn.protocol.execution;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction asks for, without its signature: also what a call from outside is made into.
 *
 * @param to null for a creation
 * @param maxFeePerGas the gas price where the type has one
 * @param maxPriorityFeePerGas likewise
 */
record Message(
    TransactionType type,
    Address sender,
    @Nullable Address to,
    long nonce,
    long gasLimit,
    U256 value,
    Bytes data,
    U256 maxFeePerGas,
    U256 maxPriorityFeePerGas,
    List<AccessListEntry> accessList,
    U256 maxFeePerBlobGas,
    List<Hash32> blobHashes,
    List<Authorization> authorizations) {

  static Message of(Transaction transaction, Address sender) {
    return new Message(
        transaction.type(),
        sender,
        transaction.to().orElse(null),
        transaction.nonce(),
        transaction.gasLimit(),
        transaction.value(),
        transaction.data(),
        transaction.maxFeePerGas(),
        transaction.maxPriorityFeePerGas(),
        transaction.accessList(),
        transaction.maxFeePerBlobGas(),
        transaction.blobVersionedHashes(),
        transaction.authorizationList());
  }

  boolean isCreation() {
    return to == null;
  }

  long blobGas() {
    return blobHashes.size() * BlobGas.PER_BLOB;
  }

  /** Paid to the miner and burnt for a unit of gas (EIP-1559). */
  U256 effectiveGasPrice(U256 baseFee) {
    if (maxPriorityFeePerGas.compareTo(maxFeePerGas) >= 0 || baseFee.isZero()) {
      return baseFee.isZero() ? maxPriorityFeePerGas.min(maxFeePerGas) : maxFeePerGas;
    }
    U256 room = maxFeePerGas.compareTo(baseFee) > 0 ? maxFeePerGas.minus(baseFee) : U256.ZERO;
    return maxPriorityFeePerGas.compareTo(room) >= 0
        ? maxFeePerGas
        : baseFee.plus(maxPriorityFeePerGas);
  }
}
