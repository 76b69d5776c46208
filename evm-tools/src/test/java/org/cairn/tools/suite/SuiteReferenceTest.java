package org.cairn.tools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cairn.tools.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The official suites: what is valid leaves the roots, logs and hashes that they say, what is
 * invalid is refused for the reason that they name.
 */
final class SuiteReferenceTest {
  static List<Suite> state() {
    return Sample.suites(Suite.Kind.STATE);
  }

  static List<Suite> block() {
    return Sample.suites(Suite.Kind.BLOCK);
  }

  static List<Suite> engine() {
    return Sample.suites(Suite.Kind.ENGINE);
  }

  static List<Suite> transaction() {
    return Sample.suites(Suite.Kind.TRANSACTION);
  }

  @ParameterizedTest
  @MethodSource("state")
  void everyPostHasItsStateRootAndLogs(Suite suite) {
    check(suite, 40);
  }

  @ParameterizedTest
  @MethodSource("block")
  void everyChainEndsAtItsHead(Suite suite) {
    check(suite, 12);
  }

  @ParameterizedTest
  @MethodSource("engine")
  void everyPayloadIsTheBlockThatItSaysAndIsExecuted(Suite suite) {
    check(suite, 1);
  }

  @ParameterizedTest
  @MethodSource("transaction")
  void everyTransactionIsJudgedAsItsForkJudgesIt(Suite suite) {
    check(suite, Integer.MAX_VALUE);
  }

  private static void check(Suite suite, int files) {
    SuiteTotals totals = Sample.run(suite, files, SuiteReferenceTest.class);
    System.out.println(suite + " " + totals.total());
    assertThat(totals.failures()).isEmpty();
    assertThat(totals.total().failed()).isZero();
    assertThat(totals.total().passed() + totals.total().skipped()).isPositive();
  }
}
