package org.cairn.node.chain;

import java.util.List;
import java.util.OptionalLong;

/**
 * A change of the chain that becomes durable as a whole or not at all.
 *
 * @param side blocks to keep aside
 * @param detachAbove canonical blocks above this number leave the canonical chain, before {@code
 *     attached} joins it; empty if none leaves
 * @param attached blocks that join the canonical chain, in order; each is the child of the one
 *     before, the first of the canonical head that is left. Contents that are stored already (as
 *     side blocks, or from an earlier stay on the canonical chain) are completed and not stored
 *     twice
 */
public record ChainUpdate(
    List<SideBlock> side, OptionalLong detachAbove, List<ExecutedBlock> attached) {}
