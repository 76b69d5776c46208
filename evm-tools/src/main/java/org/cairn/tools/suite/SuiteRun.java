package org.cairn.tools.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cairn.tools.fixture.FixtureFile;
import org.cairn.tools.fixture.FixtureFiles;
import org.cairn.tools.fixture.OrderedWork;
import org.cairn.tools.fixture.TestResult;

/** Runs a suite, or a sample of its files, on all processors. */
public final class SuiteRun {
  /**
   * What came of a test.
   *
   * @param skipped the network of a test that was not run
   */
  private record Step(Optional<String> skipped, List<TestResult> results) {}

  private SuiteRun() {}

  /**
   * Runs the files that {@code sample} leaves of an archive; throws FixtureException if one is
   * malformed.
   *
   * @param folder where the archive is
   */
  public static SuiteTotals run(Suite suite, Path folder, UnaryOperator<List<FixtureFile>> sample) {
    SuiteTotals totals = new SuiteTotals();
    Suite.Runner runner = suite.runner();
    try (FixtureFiles archive = FixtureFiles.of(List.of(folder.resolve(suite.archive())))) {
      OrderedWork.run(
          sample.apply(archive.list()),
          Runtime.getRuntime().availableProcessors(),
          file -> steps(file, runner),
          steps -> steps.forEach(step -> count(step, totals)));
    }
    return totals;
  }

  private static List<Step> steps(FixtureFile file, Suite.Runner runner) {
    List<Step> steps = new ArrayList<>();
    file.forEach(test -> {
      List<TestResult> results = new ArrayList<>();
      Optional<String> skipped = Skip.of(test).map(skip -> test.root().at("network").text());
      if (skipped.isEmpty()) {
        runner.run(test, results::add);
      }
      steps.add(new Step(skipped, results));
    });
    return steps;
  }

  private static void count(Step step, SuiteTotals totals) {
    step.skipped.ifPresent(fork -> totals.add(fork, new SuiteTotals.Count(0, 0, 1)));
    step.results.forEach(totals::add);
  }
}
