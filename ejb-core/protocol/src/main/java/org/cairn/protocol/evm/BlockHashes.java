package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.Hash32;

/** Hashes of ancestors of the block that executes. */
@FunctionalInterface
public interface BlockHashes {
  /** The hash of the ancestor at a height, which is one of the 256 below the block. */
  Hash32 hash(long number);
}
