package org.cairn.node.query;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * A row in a list of canonical transactions.
 *
 * @param to recipient; empty if it created a contract
 * @param created the contract that it created
 * @param fee gas used times effective gas price, in wei
 * @param method the first four bytes of the call data as an unsigned number, or -1 if there are
 *     fewer
 */
public record TransactionSummary(
    Hash32 hash,
    long blockNumber,
    int index,
    long timestamp,
    Address from,
    Optional<Address> to,
    Optional<Address> created,
    U256 value,
    U256 fee,
    boolean succeeded,
    long method) {}
