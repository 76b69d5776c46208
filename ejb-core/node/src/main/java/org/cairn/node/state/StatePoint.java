package org.cairn.node.state;

import org.cairn.protocol.bytes.Hash32;

/** The state after a block. */
public record StatePoint(long number, Hash32 blockHash, Hash32 stateRoot) {}
