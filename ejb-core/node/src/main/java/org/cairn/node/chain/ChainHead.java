package org.cairn.node.chain;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * The last block of the canonical chain.
 *
 * @param totalDifficulty of the chain up to and including it
 */
public record ChainHead(long number, Hash32 hash, Hash32 stateRoot, U256 totalDifficulty) {}
