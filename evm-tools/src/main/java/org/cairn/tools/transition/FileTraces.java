package org.cairn.tools.transition;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.evm.Tracer;
import org.jspecify.annotations.Nullable;

/** A file for each transaction: {@code trace-INDEX-HASH.jsonl}. */
final class FileTraces implements Traces {
  private final Path folder;
  private final Eip3155Tracer.Options options;
  private @Nullable BufferedWriter current;
  private int index;

  FileTraces(Path folder, Eip3155Tracer.Options options) {
    this.folder = folder;
    this.options = options;
  }

  @Override
  public Optional<Tracer> begin(Hash32 transaction) {
    Path file = folder.resolve("trace-" + index++ + "-" + transaction + ".jsonl");
    try {
      BufferedWriter lines = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
      current = lines;
      return Optional.of(new Eip3155Tracer(lines, options));
    } catch (IOException e) {
      throw new TransitionException(
          TransitionException.IO, "failed creating trace file: " + file, e);
    }
  }

  @Override
  public void end() {
    BufferedWriter lines = current;
    current = null;
    if (lines != null) {
      try {
        lines.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
