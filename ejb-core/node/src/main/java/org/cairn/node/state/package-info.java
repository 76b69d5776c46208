/**
 * World state as the node keeps it: the newest blocks as layers in memory, over one durable block,
 * over history. The port is {@link org.cairn.node.state.WorldState}.
 */
@NullMarked
package org.cairn.node.state;

import org.jspecify.annotations.NullMarked;
