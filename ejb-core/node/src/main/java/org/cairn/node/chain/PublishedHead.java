package org.cairn.node.chain;

import org.cairn.node.state.BlockState;
import org.cairn.protocol.types.Header;

/**
 * The canonical head as readers see it, after its commit is known.
 *
 * @param state the world state after it
 * @param reorganisations how many times blocks left the canonical chain since the start: a reader
 *     whose head has another count may have seen two branches
 */
public record PublishedHead(
    ChainHead head, Header header, BlockState state, long reorganisations) {}
