package org.cairn.node.query;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;

/** How a contract came to be: the transaction that created it, itself or by a call inside it. */
public record ContractCreation(
    Address creator, long blockNumber, int transactionIndex, Hash32 transactionHash) {}
