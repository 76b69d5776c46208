package org.cairn.tools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.suite.SuiteTotals.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConformanceTableTest {
  @TempDir private Path folder;

  private static ConformanceTable table() {
    SuiteTotals totals = new SuiteTotals();
    totals.add("London", new Count(1_200, 0, 0));
    totals.add("Frontier", new Count(3, 1, 2));
    totals.add("BerlinToLondonAt5", new Count(6, 0, 0));
    ConformanceTable table = new ConformanceTable();
    table.add(new Suite("blocks.zip", Suite.Kind.BLOCK), totals);
    return table;
  }

  @Test
  void showsForksInTheirOrderAndTransitionsBehindThem() {
    assertThat(table().markdown())
        .contains("| blocks | 1,209 | 1 | 2 |")
        .contains(
            "| Frontier | 3 (1 failed) (2 skipped) |\n| London | 1,200 |\n| BerlinToLondonAt5 | 6 |");
  }

  @Test
  void replacesTheTablesOfADocument() {
    String once = table().into("# Before\n");
    assertThat(once).startsWith("# Before\n").contains("| London | 1,200 |");
    assertThat(table().into(once + "After\n")).isEqualTo(once + "After\n");
  }

  @Test
  void readsTheTotalsThatItWrote() throws IOException {
    SuiteTotals totals = new SuiteTotals();
    totals.add("London", new Count(1, 2, 3));
    Path file = folder.resolve("deep/x.tsv");
    totals.write(file);
    assertThat(SuiteTotals.read(file).forks()).isEqualTo(totals.forks());
    Files.writeString(file, "London\t1\n");
    assertThatThrownBy(() -> SuiteTotals.read(file)).isInstanceOf(FixtureException.class);
  }

  @Test
  void readsReportsOfTheBuild() throws IOException {
    Files.writeString(
        folder.resolve("TEST-org.cairn.KeccakReferenceTest.xml"),
        "<?xml version=\"1.0\"?>\n<testsuite name=\"x\" time=\"1.0\" tests=\"9\" errors=\"1\" skipped=\"2\" failures=\"1\">");
    Files.writeString(folder.resolve("TEST-org.cairn.OtherTest.xml"), "<testsuite tests=\"9\">");
    assertThat(TestReport.below(folder))
        .containsExactly(new TestReport("Keccak", new Count(5, 2, 2)));
  }
}
