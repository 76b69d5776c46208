package org.cairn.protocol.execution;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;

/**
 * A call or creation that no one signed, as {@code eth_call} asks for it.
 *
 * @param to empty for a creation
 * @param maxFeePerGas the gas price where there is only one; if zero, the call pays for no gas and
 *     sees a base fee of zero
 */
public record CallRequest(
    Address from,
    Optional<Address> to,
    long gasLimit,
    U256 value,
    Bytes data,
    U256 maxFeePerGas,
    U256 maxPriorityFeePerGas,
    List<AccessListEntry> accessList,
    U256 maxFeePerBlobGas,
    List<Hash32> blobHashes,
    List<Authorization> authorizations) {
  public CallRequest {
    accessList = List.copyOf(accessList);
    blobHashes = List.copyOf(blobHashes);
    authorizations = List.copyOf(authorizations);
  }

  /** A call that pays for no gas. */
  public static CallRequest of(
      Address from, Optional<Address> to, long gasLimit, U256 value, Bytes data) {
    return new CallRequest(
        from, to, gasLimit, value, data, U256.ZERO, U256.ZERO, List.of(), U256.ZERO, List.of(),
        List.of());
  }

  /** The same with another gas limit. */
  public CallRequest withGasLimit(long gas) {
    return new CallRequest(
        from,
        to,
        gas,
        value,
        data,
        maxFeePerGas,
        maxPriorityFeePerGas,
        accessList,
        maxFeePerBlobGas,
        blobHashes,
        authorizations);
  }

  Message message(long nonce) {
    return new Message(
        type(),
        from,
        to.orElse(null),
        nonce,
        gasLimit,
        value,
        data,
        maxFeePerGas,
        maxPriorityFeePerGas,
        accessList,
        maxFeePerBlobGas,
        blobHashes,
        authorizations);
  }

  private TransactionType type() {
    if (!authorizations.isEmpty()) {
      return TransactionType.SET_CODE;
    }
    if (!blobHashes.isEmpty()) {
      return TransactionType.BLOB;
    }
    return accessList.isEmpty() ? TransactionType.LEGACY : TransactionType.ACCESS_LIST;
  }
}
