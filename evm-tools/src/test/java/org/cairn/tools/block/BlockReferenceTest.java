package org.cairn.tools.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.Report;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official block tests: valid and invalid blocks, side chains, transitions of forks. */
final class BlockReferenceTest {
  private static final int SAMPLE = 12;

  /** Asks for 1.4 GB of memory in one frame, where ours end at 256 MB (10^11 gas). */
  private static final String BEYOND_MEMORY = "randomStatetest94";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blockchain-legacy-constantinople.zip",
        "blockchain-legacy-cancun.zip",
        "blockchain-tests-develop.zip",
        "blockchain-eest-v5.4.0.zip"
      })
  void everyChainEndsAtItsHead(String archive) {
    List<String> files = new ArrayList<>(Vectors.entries(archive, ""));
    files.removeIf(name -> !name.endsWith(".json") || name.contains(BEYOND_MEMORY));
    if (!Vectors.all()) {
      Collections.shuffle(files, new Random(Vectors.seed(BlockReferenceTest.class)));
      files = files.subList(0, SAMPLE);
    }
    Report report = new Report();
    BlockTests tests = new BlockTests(report);
    files.forEach(file -> tests.runFile(file, Vectors.json(archive, file)));
    System.out.println(archive + " passed " + report.passed() + " failed " + report.failed());
    assertThat(report.failures()).isEmpty();
    assertThat(report.reasons()).as("refused for another reason").isEmpty();
    assertThat(report.total()).isPositive();
  }
}
