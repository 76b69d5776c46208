package org.cairn.tools.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.TestResult;

/** What came of a suite's tests, by fork. Mutable, confined to one thread. */
public final class SuiteTotals {
  private static final int MOST_FAILURES = 1000;

  /** Numbers of tests; a refusal for another reason than the suite names has failed. */
  public record Count(int passed, int failed, int skipped) {
    static final Count ZERO = new Count(0, 0, 0);

    Count plus(Count other) {
      return new Count(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }
  }

  private final Map<String, Count> forks = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  void add(TestResult result) {
    String wrong = result.error().or(result::otherReason).orElse("");
    add(result.fork(), wrong.isEmpty() ? new Count(1, 0, 0) : new Count(0, 1, 0));
    if (!wrong.isEmpty() && failures.size() < MOST_FAILURES) {
      failures.add(result.file() + ", test " + result.name() + ", " + result.fork() + ": " + wrong);
    }
  }

  void add(String fork, Count count) {
    forks.merge(fork, count, Count::plus);
  }

  /** By the suite's name of the fork, in alphabetical order. */
  public Map<String, Count> forks() {
    return forks;
  }

  public Count total() {
    return forks.values().stream().reduce(Count.ZERO, Count::plus);
  }

  /** The first failures, each in a line. */
  public List<String> failures() {
    return failures;
  }

  /** Keeps the numbers in a file. */
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    forks.forEach((fork, count) ->
        text.append(fork)
            .append('\t')
            .append(count.passed)
            .append('\t')
            .append(count.failed)
            .append('\t')
            .append(count.skipped)
            .append('\n'));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  /** Reads what {@link #write} wrote; throws FixtureException if it is something else. */
  public static SuiteTotals read(Path file) throws IOException {
    SuiteTotals totals = new SuiteTotals();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      try {
        totals.add(
            parts[0],
            new Count(
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3])));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new FixtureException(file + " has a line that is none of totals: " + line + ".", e);
      }
    }
    return totals;
  }
}
