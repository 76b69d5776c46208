package org.cairn.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cairn.tools.fixture.FixtureFile;
import org.cairn.tools.suite.Suite;
import org.cairn.tools.suite.SuiteRun;
import org.cairn.tools.suite.SuiteTotals;

/** Suites for tests: a seeded sample of the files, or all of them. */
public final class Sample {
  private Sample() {}

  /**
   * Runs {@code files} files of a suite; with {@code cairn.all} all of them, whose totals are left
   * in {@code target/conformance} for {@code ./cairn conformance --totals}.
   */
  public static SuiteTotals run(Suite suite, int files, Class<?> test) {
    Path archive = Vectors.file("vectors/" + suite.archive());
    if (!Vectors.all()) {
      long seed = Vectors.seed(test);
      return SuiteRun.run(suite, archive.getParent(), all -> some(all, files, seed));
    }
    SuiteTotals totals = SuiteRun.run(suite, archive.getParent(), all -> all);
    try {
      totals.write(Path.of("target", "conformance", suite + ".tsv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return totals;
  }

  private static List<FixtureFile> some(List<FixtureFile> all, int count, long seed) {
    List<FixtureFile> files = new ArrayList<>(all);
    Collections.shuffle(files, new Random(seed));
    return files.subList(0, Math.min(count, files.size()));
  }

  /** The suites of a kind. */
  public static List<Suite> suites(Suite.Kind kind) {
    return Suite.ALL.stream().filter(suite -> suite.kind() == kind).toList();
  }
}
