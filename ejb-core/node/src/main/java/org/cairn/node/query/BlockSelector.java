package org.cairn.node.query;

import org.cairn.protocol.bytes.Hash32;

/** How a block is named in a request (JSON-RPC block parameter, EIP-1898). */
public sealed interface BlockSelector {
  /** The canonical block of this number. */
  record ByNumber(long number) implements BlockSelector {}

  /** The block of this hash, on whatever branch unless {@code requireCanonical}. */
  record ByHash(Hash32 hash, boolean requireCanonical) implements BlockSelector {}

  /** A block by its role. */
  enum Tag implements BlockSelector {
    EARLIEST,
    LATEST,
    PENDING,
    SAFE,
    FINALIZED
  }
}
