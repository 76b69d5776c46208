package org.cairn.node.job;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.cairn.protocol.era.BlockSource;
import org.cairn.protocol.types.Block;

/**
 * A file of blocks that is being read, and how much of it has been. Confined to one thread, but for
 * the progress.
 */
final class ChainFile implements AutoCloseable {
  private final CountingStream counted;
  private final BlockSource blocks;
  private final long size;

  private ChainFile(CountingStream counted, BlockSource blocks, long size) {
    this.counted = counted;
    this.blocks = blocks;
    this.size = size;
  }

  static ChainFile open(Path file) throws IOException {
    CountingStream counted = new CountingStream(Files.newInputStream(file));
    try {
      BlockSource blocks = BlockSource.open(counted, BlockSource.DEFAULT_MAX_BLOCK_BYTES);
      return new ChainFile(counted, blocks, Files.size(file));
    } catch (IOException | RuntimeException e) {
      counted.close();
      throw e;
    }
  }

  Optional<Supplier<Block>> next() {
    try {
      return blocks.next().map(raw -> (Supplier<Block>) raw::decode);
    } catch (IOException e) {
      throw new UncheckedIOException("the file cannot be read: " + e.getMessage(), e);
    }
  }

  /** 0..1 of the file's bytes. */
  double progress() {
    return size == 0 ? 1 : (double) counted.count / size;
  }

  @Override
  public void close() throws IOException {
    counted.close();
  }

  private static final class CountingStream extends FilterInputStream {
    private volatile long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      add(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      add(Math.max(read, 0));
      return read;
    }

    private void add(long read) {
      long before = count;
      count = before + read;
    }
  }
}
