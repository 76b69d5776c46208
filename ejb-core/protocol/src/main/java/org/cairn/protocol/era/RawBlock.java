package org.cairn.protocol.era;

import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.types.Block;

/**
 * A block of a file, not decoded yet.
 *
 * @param encoded the block's RLP
 * @param offset where it begins in the file
 */
public record RawBlock(Bytes encoded, long offset) {
  private static final int MEMBERS_BEFORE_NUMBER = 8;

  /** Decodes the block; throws BlockFileException if it is none. */
  public Block decode() {
    try {
      return Block.decode(encoded);
    } catch (RlpException e) {
      throw damaged(e);
    }
  }

  /** The block's number, read without decoding the rest; throws BlockFileException. */
  public long number() {
    try {
      RlpReader header = RlpReader.of(encoded).readList().readList();
      for (int i = 0; i < MEMBERS_BEFORE_NUMBER; i++) {
        header.skip();
      }
      return header.readLong();
    } catch (RlpException e) {
      throw damaged(e);
    }
  }

  private BlockFileException damaged(RlpException e) {
    return new BlockFileException("no block (" + e.getMessage() + " of it)", offset, e);
  }
}
