package org.cairn.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cairn.node.job.JobRefusedException;
import org.cairn.node.job.JobStatus;
import org.cairn.store.postgres.TestDatabase;

/**
 * A node with little memory, in a process of its own, that imports one file after the other by its
 * jobs and says what became of each.
 */
final class JobProcess {
  /** How a job ended: its error, if it has one, and the head's number after it. */
  record Ended(String file, String state, Optional<String> error, long head) {}

  private static final String HEAP = "-Xmx256m";

  private JobProcess() {}

  /** Imports every file of the node's exchange directory, in the order of their names. */
  static List<Ended> run(TestDatabase database, Path data) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                JobProcess.class.getName(),
                String.valueOf(TestDatabase.port()),
                database.name(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Stream<String> lines = process.inputReader().lines()) {
      return lines.map(JobProcess::ended).toList();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Ended ended(String line) {
    String[] fields = line.split("\t", -1);
    Optional<String> error = fields[2].isEmpty() ? Optional.empty() : Optional.of(fields[2]);
    return new Ended(fields[0], fields[1], error, Long.parseLong(fields[3]));
  }

  /** Arguments: port, database, directory. */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[2]);
    try (TestNode node =
        TestNode.open(TestDatabase.source(Integer.parseInt(arguments[0]), arguments[1]), data)) {
      for (Path file : filesOf(data.resolve("exchange"))) {
        String outcome;
        try {
          JobStatus status = node.importFile(file);
          outcome = status.state() + "\t" + status.error().orElse("").replace("\n", "\\n");
        } catch (JobRefusedException e) {
          outcome = "REFUSED\t" + e.getMessage();
        }
        System.out.println(file.getFileName() + "\t" + outcome + "\t" + node.node().headNumber());
      }
    }
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
  }
}
