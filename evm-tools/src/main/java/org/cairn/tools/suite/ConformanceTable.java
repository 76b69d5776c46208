package org.cairn.tools.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.cairn.protocol.fork.ForkNames;
import org.cairn.protocol.fork.Forks;
import org.cairn.tools.suite.SuiteTotals.Count;

/** The part of {@code docs/conformance.md} that is made from totals, as Markdown. */
public final class ConformanceTable {
  private static final String BEGIN = "<!-- totals: made by ./cairn conformance -->";
  private static final String END = "<!-- end of totals -->";

  private final Map<Suite, SuiteTotals> suites = new LinkedHashMap<>();
  private final List<TestReport> reports = new ArrayList<>();

  public void add(Suite suite, SuiteTotals totals) {
    suites.put(suite, totals);
  }

  public void add(List<TestReport> more) {
    reports.addAll(more);
  }

  /** The tables. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("| Suite | passed | failed | skipped |\n|---|---:|---:|---:|\n");
    Count all = Count.ZERO;
    for (Map.Entry<Suite, SuiteTotals> entry : suites.entrySet()) {
      row(out, entry.getKey().toString(), entry.getValue().total());
      all = all.plus(entry.getValue().total());
    }
    row(out, "**all**", all);
    for (Suite.Kind kind : Suite.Kind.values()) {
      byFork(out, kind);
    }
    if (!reports.isEmpty()) {
      out.append(
          "\n| Tests of other vectors | passed | failed | skipped |\n|---|---:|---:|---:|\n");
      reports.forEach(report -> row(out, report.name(), report.count()));
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String name, Count count) {
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %,d |%n",
            name,
            count.passed(),
            count.failed(),
            count.skipped()));
  }

  private void byFork(StringBuilder out, Suite.Kind kind) {
    List<Suite> columns = suites.keySet().stream().filter(suite -> suite.kind() == kind).toList();
    if (columns.isEmpty()) {
      return;
    }
    out.append("\n| Fork |");
    columns.forEach(suite -> out.append(' ').append(suite).append(" |"));
    out.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
    for (String fork : forks(columns)) {
      out.append("| ").append(fork).append(" |");
      columns.forEach(suite -> out.append(' ').append(cell(suite, fork)).append(" |"));
      out.append('\n');
    }
  }

  private String cell(Suite suite, String fork) {
    Count count = totals(suite).forks().getOrDefault(fork, Count.ZERO);
    if (count.equals(Count.ZERO)) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%,d", count.passed());
    text += count.failed() > 0 ? " (" + count.failed() + " failed)" : "";
    return text + (count.skipped() > 0 ? " (" + count.skipped() + " skipped)" : "");
  }

  private SuiteTotals totals(Suite suite) {
    return suites.getOrDefault(suite, new SuiteTotals());
  }

  /** The forks in their order, then the transitions between them. */
  private List<String> forks(List<Suite> columns) {
    TreeSet<String> rest = new TreeSet<>();
    columns.forEach(suite -> rest.addAll(totals(suite).forks().keySet()));
    List<String> ordered = new ArrayList<>();
    Forks.ALL.forEach(fork ->
        rest.stream()
            .filter(name -> ForkNames.fork(name).filter(fork::equals).isPresent())
            .forEach(ordered::add));
    ordered.forEach(rest::remove);
    ordered.addAll(rest);
    return ordered;
  }

  /** The document with its tables replaced; they are put at its end if it has none. */
  public String into(String document) {
    String made = BEGIN + "\n" + markdown() + END;
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    return begin >= 0 && end > begin
        ? document.substring(0, begin) + made + document.substring(end + END.length())
        : document + "\n" + made + "\n";
  }
}
