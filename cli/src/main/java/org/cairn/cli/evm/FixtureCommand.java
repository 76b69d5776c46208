package org.cairn.cli.evm;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.FixtureFile;
import org.cairn.tools.fixture.FixtureFiles;
import org.cairn.tools.fixture.OrderedWork;
import org.cairn.tools.fixture.ResultList;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What commands that run test files have in common: the files, the order of results, the exit
 * codes. Options that change nothing here exist because programs that drive go-ethereum's {@code
 * evm} give them.
 */
abstract class FixtureCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int UNREADABLE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = {
        "JSON files, folders of them, zip archives of them.",
        "Without any, paths are read from the standard input, a line each, and each has its list."
      })
  private List<Path> paths = List.of();

  @Option(
      names = "--trace",
      description = "Prints every instruction to the standard error (EIP-3155); on one thread.")
  private boolean trace;

  @Option(names = "--json", description = "Likewise; both may be given.")
  private boolean json;

  @Option(names = "--run", paramLabel = "REGEX", description = "Only tests whose names match.")
  private String run = "";

  @Option(names = "--trace.format", hidden = true)
  private String traceFormat = "json";

  @Option(
      names = {"--trace.nomemory", "--nomemory"},
      arity = "0..1",
      hidden = true)
  private boolean noMemory = true;

  @Option(
      names = {"--trace.noreturndata", "--noreturndata"},
      arity = "0..1",
      hidden = true)
  private boolean noReturnData = true;

  /** Runs one test, on any thread. */
  protected interface Work {
    void run(TestCase test, @Nullable Appendable trace, Consumer<TestResult> sink);
  }

  /** What is done with each test; throws FixtureException if options are wrong. */
  protected abstract Work work();

  /** Whether each state root is printed to the standard error. */
  protected abstract boolean printsStateRoots();

  /** What a test's name must contain. */
  protected final Pattern names() {
    try {
      return Pattern.compile(run);
    } catch (PatternSyntaxException e) {
      throw new FixtureException("--run is no regular expression: " + e.getDescription() + ".", e);
    }
  }

  @Override
  public final Integer call() {
    try {
      checkTraceOptions();
      Work work = work();
      return paths.isEmpty() ? runPathsOfInput(work) : run(work, paths);
    } catch (FixtureException e) {
      spec.commandLine().getErr().println("cairn: " + e.getMessage());
      return UNREADABLE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkTraceOptions() {
    if (!traceFormat.equals("json")) {
      throw new FixtureException("There is no trace format " + traceFormat + " but json.");
    }
    if (!noMemory || !noReturnData) {
      throw new FixtureException("Traces are without memory and return data.");
    }
  }

  private int runPathsOfInput(Work work) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int code = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      code = Math.max(code, run(work, List.of(path(line))));
    }
    return code;
  }

  private static Path path(String line) {
    try {
      return Path.of(line);
    } catch (InvalidPathException e) {
      throw new FixtureException("There can be no path " + line + ".", e);
    }
  }

  private int run(Work work, List<Path> of) throws IOException {
    List<TestResult> results = new ArrayList<>();
    BufferedWriter err = new BufferedWriter(spec.commandLine().getErr(), 1 << 16);
    Consumer<TestResult> sink =
        result -> {
          results.add(result);
          printStateRoot(result, err);
        };
    try (FixtureFiles files = FixtureFiles.of(of)) {
      if (trace || json) {
        files.list().forEach(file -> file.forEach(test -> work.run(test, err, sink)));
      } else {
        runInParallel(work, files.list(), sink);
      }
    } finally {
      err.flush();
    }
    PrintWriter out = spec.commandLine().getOut();
    ResultList.write(results, out);
    out.flush();
    return results.stream().allMatch(TestResult::passed) ? 0 : FAILED;
  }

  private static void runInParallel(Work work, List<FixtureFile> files, Consumer<TestResult> sink) {
    OrderedWork.run(
        files,
        Math.min(files.size(), Runtime.getRuntime().availableProcessors()),
        file -> {
          List<TestResult> results = new ArrayList<>();
          file.forEach(test -> work.run(test, null, results::add));
          return results;
        },
        results -> results.forEach(sink));
  }

  private void printStateRoot(TestResult result, Appendable err) {
    if (!printsStateRoots() || result.stateRoot().isEmpty()) {
      return;
    }
    try {
      err.append("{\"stateRoot\": \"" + result.stateRoot().get() + "\"}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
