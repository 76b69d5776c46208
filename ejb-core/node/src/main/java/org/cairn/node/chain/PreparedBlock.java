package org.cairn.node.chain;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.types.Block;

/**
 * A block whose body matches its header and whose senders are recovered: what can be done without
 * its parent.
 *
 * @param known whether the block is canonical already; nothing was checked or recovered then
 */
record PreparedBlock(Block block, List<Address> senders, boolean known) {}
