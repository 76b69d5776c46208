package org.cairn.node.query;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.uint.U256;

/**
 * A stored block.
 *
 * @param canonical whether it is on the canonical chain
 * @param executed whether receipts are there
 * @param author who made the block: its coinbase, or its signer with Clique
 * @param senders of its transactions, in order; empty unless executed
 * @param size bytes of the encoded block
 */
public record BlockRecord(
    Block block,
    U256 totalDifficulty,
    boolean canonical,
    boolean executed,
    Address author,
    List<Address> senders,
    int size) {}
