package org.cairn.node.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.uint.U256;

/**
 * A message to run on the state of a block without making a transaction of it.
 *
 * @param from the zero address where none is given
 * @param to empty to run {@code data} as init code
 * @param gas most that may be used; empty for the node's cap
 * @param gasPrice, or both caps of EIP-1559, in wei; all empty for a price of zero
 * @param value in wei
 * @param overrides what is pretended about the state
 */
public record CallRequest(
    Address from,
    Optional<Address> to,
    OptionalLong gas,
    Optional<U256> gasPrice,
    Optional<U256> maxFeePerGas,
    Optional<U256> maxPriorityFeePerGas,
    U256 value,
    Bytes data,
    List<AccessListEntry> accessList,
    StateOverrides overrides) {}
