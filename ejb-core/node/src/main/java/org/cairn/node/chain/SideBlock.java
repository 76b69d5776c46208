package org.cairn.node.chain;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.uint.U256;

/**
 * A block with a valid header that is on no winning branch so far and was not executed.
 *
 * @param totalDifficulty of its branch up to and including the block
 * @param author who made the block: its coinbase, or its signer with Clique
 */
public record SideBlock(Block block, U256 totalDifficulty, Address author) {}
