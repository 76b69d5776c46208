package org.cairn.cli.evm;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.suite.ConformanceTable;
import org.cairn.tools.suite.Suite;
import org.cairn.tools.suite.SuiteRun;
import org.cairn.tools.suite.SuiteTotals;
import org.cairn.tools.suite.TestReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the official suites whole and prints their totals as tables. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the official suites whole and prints what passed, by suite and fork, as Markdown.",
      "Ends with 0 if all tests pass, with 1 if some fail, with 2 if a file cannot be read."
    })
public final class ConformanceCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int UNREADABLE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private From from = new From();

  @Option(names = "--only", paramLabel = "ARCHIVE", description = "Only these archives.")
  private List<String> only = List.of();

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Adds the build's reports of its other tests with vectors below this folder.")
  private Optional<Path> reports = Optional.empty();

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Puts the tables into this document, in the place of those it has.")
  private Optional<Path> document = Optional.empty();

  /** Where totals come from. */
  static final class From {
    @Parameters(paramLabel = "DIR", arity = "1", description = "The folder of the zip archives.")
    private @Nullable Path archives;

    @Option(
        names = "--totals",
        paramLabel = "DIR",
        description = "Runs nothing: reads the totals that ./cairn test --all left here.")
    private @Nullable Path totals;
  }

  @Override
  public Integer call() {
    try {
      return run();
    } catch (FixtureException e) {
      return refuse(e.sentence());
    } catch (NoSuchFileException e) {
      return refuse(e.getMessage() + " does not exist.");
    } catch (IOException e) {
      return refuse(e.getMessage() + ".");
    }
  }

  private int refuse(String sentence) {
    spec.commandLine().getErr().println("cairn: " + sentence);
    return UNREADABLE;
  }

  private int run() throws IOException {
    ConformanceTable table = new ConformanceTable();
    PrintWriter err = spec.commandLine().getErr();
    boolean passed = true;
    for (Suite suite : chosen()) {
      SuiteTotals totals = totals(suite);
      totals.failures().forEach(err::println);
      SuiteTotals.Count count = totals.total();
      err.printf(
          "%s: %d passed, %d failed, %d skipped%n",
          suite, count.passed(), count.failed(), count.skipped());
      err.flush();
      passed &= count.failed() == 0;
      table.add(suite, totals);
    }
    if (reports.isPresent()) {
      table.add(TestReport.below(reports.get()));
    }
    spec.commandLine().getOut().print(table.markdown());
    spec.commandLine().getOut().flush();
    if (document.isPresent()) {
      Files.writeString(document.get(), table.into(Files.readString(document.get())));
    }
    return passed ? 0 : FAILED;
  }

  private List<Suite> chosen() {
    for (String name : only) {
      if (Suite.ALL.stream().noneMatch(suite -> suite.archive().equals(name))) {
        throw new FixtureException("There is no suite " + name + ".");
      }
    }
    return Suite.ALL.stream()
        .filter(suite -> only.isEmpty() || only.contains(suite.archive()))
        .toList();
  }

  private SuiteTotals totals(Suite suite) throws IOException {
    return from.totals != null
        ? SuiteTotals.read(from.totals.resolve(suite + ".tsv"))
        : SuiteRun.run(suite, Objects.requireNonNull(from.archives), files -> files);
  }
}
