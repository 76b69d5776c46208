package org.cairn.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What this process and a database server have used, as Linux accounts for it in /proc. */
final class ResourceUse {
  private static final int TICKS_A_SECOND = 100;
  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
  private static final int USER_TIME = 11;
  private static final int CHILDREN_SYSTEM_TIME = 14;

  private final long self = ProcessHandle.current().pid();
  private final long postmaster;
  private final double cpuBefore;
  private volatile long peakMemoryKiB;

  /** {@code cluster} is the data directory of the database server, which runs. */
  ResourceUse(Path cluster) throws IOException {
    postmaster =
        Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
    cpuBefore = cpuSeconds();
  }

  /** CPU seconds of this process and the database server since this object was made. */
  double cpuSecondsSince() {
    return cpuSeconds() - cpuBefore;
  }

  private double cpuSeconds() {
    double ticks = ticks(self, USER_TIME + 1) + ticks(postmaster, CHILDREN_SYSTEM_TIME);
    for (long child : children()) {
      ticks += ticks(child, CHILDREN_SYSTEM_TIME);
    }
    return ticks / TICKS_A_SECOND;
  }

  /**
   * Sum of the accounting fields from the user's time to {@code last}, counted behind the command's
   * name.
   */
  private static double ticks(long process, int last) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(process), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long sum = 0;
      for (int i = USER_TIME; i <= last; i++) {
        sum += Long.parseLong(fields[i]);
      }
      return sum;
    } catch (IOException e) {
      return 0; // it has ended; its parent accounts for it
    }
  }

  private List<Long> children() {
    return ProcessHandle.of(postmaster).stream()
        .flatMap(ProcessHandle::children)
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Looks how much memory both use now, shared pages counted once. */
  void sampleMemory() {
    List<Long> processes = new ArrayList<>(children());
    processes.add(postmaster);
    processes.add(self);
    long sum = 0;
    for (long process : processes) {
      sum += proportionalKiB(process);
    }
    peakMemoryKiB = Math.max(peakMemoryKiB, sum);
  }

  private static long proportionalKiB(long process) {
    try {
      Matcher found =
          PSS.matcher(Files.readString(Path.of("/proc", String.valueOf(process), "smaps_rollup")));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  long peakMemoryMiB() {
    return peakMemoryKiB >> 10;
  }

  /** Bytes on disk below a directory. */
  static long diskBytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(ResourceUse::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
