package org.cairn.protocol.era;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Blocks of a file in their order, read as they are asked for. Not thread-safe. */
public interface BlockSource {
  /** The largest block and record that is read unless the caller says otherwise, in bytes. */
  int DEFAULT_MAX_BLOCK_BYTES = 32 << 20;

  /**
   * The next block; empty at the end of the file.
   *
   * @throws BlockFileException if the file is damaged
   * @throws IOException if it cannot be read
   */
  Optional<RawBlock> next() throws IOException;

  /**
   * Reads blocks from a stream, which stays the caller's to close. The format (era1 or concatenated
   * RLP, either of them as gzip or not) is told by the first bytes.
   *
   * @throws BlockFileException if the stream begins like none of them
   */
  static BlockSource open(InputStream stream, int maxBlockBytes) throws IOException {
    InputStream in = new BufferedInputStream(stream, 1 << 16);
    int[] magic = peek(in);
    if (magic[0] == 0x1f && magic[1] == 0x8b) {
      in = unzipped(in);
      magic = peek(in);
    }
    if (magic[0] == 0x65 && magic[1] == 0x32) {
      return new Era1Reader(in, maxBlockBytes).blocks();
    }
    if (magic[0] >= 0xc0 || magic[0] < 0) {
      return new RlpBlockSource(in, maxBlockBytes);
    }
    throw new BlockFileException("neither era1 nor blocks in RLP", 0);
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    try {
      return new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
    } catch (ZipException | java.io.EOFException e) {
      throw CountedInput.damagedGzip(e, 0);
    }
  }

  private static int[] peek(InputStream in) throws IOException {
    in.mark(2);
    try {
      return new int[] {in.read(), in.read()};
    } catch (ZipException | java.io.EOFException e) {
      throw CountedInput.damagedGzip(e, 0);
    } finally {
      in.reset();
    }
  }
}
