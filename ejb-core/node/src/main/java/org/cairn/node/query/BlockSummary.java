package org.cairn.node.query;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/** A row in a list of canonical blocks. */
public record BlockSummary(
    long number,
    Hash32 hash,
    long timestamp,
    Address author,
    int transactionCount,
    int ommerCount,
    long gasUsed,
    long gasLimit,
    Optional<U256> baseFeePerGas,
    U256 difficulty,
    int size) {}
