package org.cairn.node.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.ChainReader;
import org.cairn.protocol.types.Block;

/**
 * Writes canonical blocks one behind the other, as {@code geth export} does; gzip where the name
 * ends in .gz.
 */
final class ChainExport {
  private static final int BUFFER = 1 << 16;

  private final ChainReader reader;
  private final RunningJob job;

  ChainExport(ChainReader reader, RunningJob job) {
    this.reader = reader;
    this.job = job;
  }

  /** The file appears under its name only when it is complete. */
  void write(Path target, long first, long last) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (OutputStream out = open(part, target.toString().endsWith(".gz"))) {
        for (long number = first; number <= last && !job.cancelRequested(); number++) {
          Block block = block(number);
          out.write(block.encoded().shared());
          job.exported(block);
          job.progress((double) (number - first + 1) / (last - first + 1));
        }
      }
      if (!job.cancelRequested()) {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static OutputStream open(Path part, boolean gzip) throws IOException {
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
    return gzip ? new GZIPOutputStream(file, BUFFER) : file;
  }

  private Block block(long number) throws IOException {
    return reader
        .canonicalHash(number)
        .flatMap(reader::block)
        .map(BlockRecord::block)
        .orElseThrow(
            () -> new IOException("block " + number + " left the chain during the export"));
  }
}
