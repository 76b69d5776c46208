package org.cairn.node.query;

import org.cairn.protocol.bytes.Hash32;

/** Where a transaction stands in the canonical chain. */
public record TransactionLocation(long blockNumber, Hash32 blockHash, int index) {}
