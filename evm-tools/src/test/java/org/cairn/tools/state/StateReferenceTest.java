package org.cairn.tools.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.Report;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official state tests: state roots and logs after one transaction, fork by fork. */
final class StateReferenceTest {
  private static final int SAMPLE = 40;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state-legacy-constantinople.zip",
        "state-legacy-cancun.zip",
        "state-tests-develop.zip",
        "state-eest-v5.4.0.zip"
      })
  void everyPostHasItsStateRootAndLogs(String archive) {
    List<String> files = new ArrayList<>(Vectors.entries(archive, ""));
    files.removeIf(name -> !name.endsWith(".json"));
    if (!Vectors.all()) {
      Collections.shuffle(files, new Random(Vectors.seed(StateReferenceTest.class)));
      files = files.subList(0, SAMPLE);
    }
    Report report = new Report();
    StateTests tests = new StateTests(fork -> true, report);
    files.forEach(file -> tests.runFile(file, Vectors.json(archive, file)));
    System.out.println(archive + " passed " + report.passed() + " failed " + report.failed());
    assertThat(report.failures()).isEmpty();
    assertThat(report.reasons()).as("refused for another reason").isEmpty();
    assertThat(report.total()).isPositive();
  }
}
