package org.cairn.tools.suite;

import java.util.List;
import java.util.function.Consumer;
import org.cairn.tools.block.BlockTests;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestResult;
import org.cairn.tools.state.StateTestChoice;
import org.cairn.tools.state.StateTests;
import org.cairn.tools.state.TransactionTests;

/**
 * An archive of official tests of one kind.
 *
 * @param archive name of the zip archive
 */
public record Suite(String archive, Kind kind) {
  /** What a test is about. */
  public enum Kind {
    STATE,
    BLOCK,
    ENGINE,
    TRANSACTION
  }

  /** All that are run whole for {@code docs/conformance.md}. */
  public static final List<Suite> ALL =
      List.of(
          new Suite("state-legacy-constantinople.zip", Kind.STATE),
          new Suite("state-legacy-cancun.zip", Kind.STATE),
          new Suite("state-tests-develop.zip", Kind.STATE),
          new Suite("state-eest-v5.4.0.zip", Kind.STATE),
          new Suite("blockchain-legacy-constantinople.zip", Kind.BLOCK),
          new Suite("blockchain-legacy-cancun.zip", Kind.BLOCK),
          new Suite("blockchain-tests-develop.zip", Kind.BLOCK),
          new Suite("blockchain-eest-v5.4.0.zip", Kind.BLOCK),
          new Suite("blockchain-eest-v5.4.0-static-sample.zip", Kind.BLOCK),
          new Suite("engine-benchmark-osaka-v0.0.7.zip", Kind.ENGINE),
          new Suite("transaction.zip", Kind.TRANSACTION));

  /** Runs one test of the suite, on any thread. */
  interface Runner {
    void run(TestCase test, Consumer<TestResult> sink);
  }

  Runner runner() {
    return switch (kind) {
      case STATE -> new StateTests(StateTestChoice.ALL)::run;
      case BLOCK, ENGINE -> {
        BlockTests tests = new BlockTests();
        yield (test, sink) -> sink.accept(tests.run(test));
      }
      case TRANSACTION -> new TransactionTests()::run;
    };
  }

  @Override
  public String toString() {
    return archive.replace(".zip", "");
  }
}
