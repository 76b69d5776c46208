package org.cairn.node.query;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Log;

/**
 * A log with its place.
 *
 * @param logIndex in the block
 */
public record LogRecord(
    Log log,
    long blockNumber,
    Hash32 blockHash,
    long timestamp,
    Hash32 transactionHash,
    int transactionIndex,
    int logIndex) {}
