package org.cairn.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.cairn.protocol.era.BlockSource;
import org.cairn.protocol.types.Block;
import org.cairn.store.postgres.TestDatabase;

/**
 * A node in a process of its own that imports files and can be killed. It prints a line for each
 * block that it has taken.
 */
final class ImportingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private ImportingProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  static ImportingProcess start(TestDatabase database, Path data, List<Path> files)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ImportingProcess.class.getName(),
                String.valueOf(TestDatabase.port()),
                database.name(),
                data.toString()));
    files.forEach(file -> command.add(file.toString()));
    return new ImportingProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Waits until so many blocks are taken; returns whether that came before the process's end. */
  boolean awaitBlocks(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (lines.readLine() == null) {
        return false;
      }
    }
    return true;
  }

  /** Kills the process as it is. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    lines.close();
  }

  /** Arguments: port, database, directory, files. */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[2]);
    try (TestNode node =
        TestNode.open(TestDatabase.source(Integer.parseInt(arguments[0]), arguments[1]), data)) {
      for (int i = 3; i < arguments.length; i++) {
        importFile(node, Path.of(arguments[i]));
      }
    }
  }

  private static void importFile(TestNode node, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      BlockSource blocks = BlockSource.open(in, BlockSource.DEFAULT_MAX_BLOCK_BYTES);
      node.node()
          .chain()
          .writer()
          .importAll(
              () -> next(blocks), (block, result) -> System.out.println(result), () -> false);
    }
  }

  private static Optional<Supplier<Block>> next(BlockSource blocks) {
    try {
      return blocks.next().map(raw -> raw::decode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
