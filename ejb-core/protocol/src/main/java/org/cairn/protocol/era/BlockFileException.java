package org.cairn.protocol.era;

import org.jspecify.annotations.Nullable;

/** A file of blocks that is damaged or none; the message is one sentence with the offset. */
public final class BlockFileException extends RuntimeException {
  private final long offset;

  public BlockFileException(String what, long offset) {
    this(what, offset, null);
  }

  public BlockFileException(String what, long offset, @Nullable Throwable cause) {
    super(what + " at offset " + offset, cause);
    this.offset = offset;
  }

  /** Offset in the file, after gzip if it is compressed by that, of the block or record. */
  public long offset() {
    return offset;
  }
}
