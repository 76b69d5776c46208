package org.cairn.tools.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cairn.tools.suite.SuiteTotals.Count;

/** A class of tests with vectors, as the build's own reports count it. */
public record TestReport(String name, Count count) {
  /** All but the class that runs the suites, which have totals of their own. */
  private static final Pattern FILE =
      Pattern.compile("TEST-.*\\.((?!SuiteReference)\\w+)ReferenceTest\\.xml");

  private static final Pattern HEAD = Pattern.compile("<testsuite [^>]*>");

  /** Those that stand below a folder, by name. */
  public static List<TestReport> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found =
          files.filter(path -> FILE.matcher(path.getFileName() + "").matches()).sorted().toList();
      return found.stream().flatMap(TestReport::read).toList();
    }
  }

  private static Stream<TestReport> read(Path file) {
    Matcher name = FILE.matcher(file.getFileName() + "");
    try {
      Matcher head = HEAD.matcher(Files.readString(file));
      if (!name.matches() || !head.find()) {
        return Stream.empty();
      }
      int failed = number(head.group(), "failures") + number(head.group(), "errors");
      int skipped = number(head.group(), "skipped");
      int passed = number(head.group(), "tests") - failed - skipped;
      return Stream.of(new TestReport(name.group(1), new Count(passed, failed, skipped)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String head, String attribute) {
    Matcher value = Pattern.compile(" " + attribute + "=\"(\\d{1,9})\"").matcher(head);
    return value.find() ? Integer.parseInt(value.group(1)) : 0;
  }
}
