/**
 * The chain and its one writer: import, fork choice, reorganisation, recovery, and the port {@link
 * org.cairn.node.chain.ChainStore} through which blocks become durable.
 */
@NullMarked
package org.cairn.node.chain;

import org.jspecify.annotations.NullMarked;
