package org.cairn.node.query;

import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/** A stored header. {@code canonical} tells whether the block is on the canonical chain. */
public record HeaderRecord(Header header, U256 totalDifficulty, boolean canonical) {
  /** The header of a block that is at hand. */
  public static HeaderRecord of(BlockRecord record) {
    return new HeaderRecord(record.block().header(), record.totalDifficulty(), record.canonical());
  }
}
