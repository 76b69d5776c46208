package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official block tests by way of a node's import: files of blocks, the pipeline, the database
 * and the world state, where the runner of the tests alone keeps everything in maps.
 *
 * <p>By default a sample, seeded by {@code cairn.seed}; with {@code -Dcairn.all=true} every test of
 * several chains, of total difficulty and of transitions, and 500 others.
 */
class OfficialChainsReferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ARCHIVES =
      List.of(
          "blockchain-legacy-constantinople.zip",
          "blockchain-legacy-cancun.zip",
          "blockchain-tests-develop.zip",
          "blockchain-eest-v5.4.0.zip",
          "blockchain-eest-v5.4.0-static-sample.zip");

  private static final Pattern BRANCHES =
      Pattern.compile(".*/(bcMultiChainTest|bcTotalDifficultyTest|TransitionTests)/.*");
  private static final Pattern TRANSITION = Pattern.compile(".*\\w+To\\w+At\\w+.*");

  private static final boolean ALL = Boolean.getBoolean("cairn.all");
  private static final long SEED = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
  private static final int SAMPLE_OF_BRANCHES = 40;
  private static final int SAMPLE_OF_TRANSITIONS = 16;
  private static final int SAMPLE_OF_OTHERS = ALL ? 500 : 60;

  @TempDir private Path directory;

  private final Random random = new Random(SEED);
  private final TestDatabase database = TestDatabase.create();
  private final List<String> wrong = new ArrayList<>();
  private int run;

  /** A file of tests. */
  private record Suite(Path archive, String entry) {
    JsonNode tests() {
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        return JSON.readTree(zip.getInputStream(zip.getEntry(entry)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void branchesAndTransitionsEndAtTheirHeads() {
    List<Suite> suites = suites(name -> BRANCHES.matcher(name).matches());
    List<Suite> transitions =
        suites(name -> !BRANCHES.matcher(name).matches() && isOfATransition(name));
    runTests(suites, ALL ? Integer.MAX_VALUE : SAMPLE_OF_BRANCHES, test -> true, ALL);
    runTests(
        transitions,
        ALL ? Integer.MAX_VALUE : SAMPLE_OF_TRANSITIONS,
        test -> TRANSITION.matcher(test.get("network").asText()).matches(),
        ALL);
    report("branches and transitions");
  }

  @Test
  void otherChainsEndAtTheirHeads() {
    List<Suite> suites = suites(name -> !BRANCHES.matcher(name).matches());
    runTests(suites, SAMPLE_OF_OTHERS, test -> true, false);
    report("others");
  }

  private void report(String what) {
    System.out.println(
        "OfficialChainsReferenceTest, %s: -Dcairn.seed=%d, passed %d, failed %d"
            .formatted(what, SEED, run - wrong.size(), wrong.size()));
    assertThat(wrong).isEmpty();
    assertThat(run).isPositive();
  }

  /** All files of the archives with such names, in a seeded order. */
  private List<Suite> suites(Predicate<String> names) {
    List<Suite> suites = new ArrayList<>();
    for (String name : ARCHIVES) {
      Path archive = Path.of(System.getProperty("cairn.shared", "../shared"), "vectors", name);
      assumeTrue(Files.isReadable(archive), "official block tests are missing: " + archive);
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        zip.stream()
            .map(ZipEntry::getName)
            .filter(entry -> entry.endsWith(".json") && names.test(entry))
            .forEach(entry -> suites.add(new Suite(archive, entry)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Collections.shuffle(suites, random);
    return suites;
  }

  /** Runs all tests of the files, or one of each, until so many have run. */
  private void runTests(
      List<Suite> suites, int most, Predicate<JsonNode> chosen, boolean wholeFiles) {
    int before = run;
    for (Suite suite : suites) {
      JsonNode file = suite.tests();
      List<String> names = new ArrayList<>();
      file.properties().stream()
          .filter(test -> chosen.test(test.getValue()))
          .forEach(test -> names.add(test.getKey()));
      Collections.shuffle(names, random);
      for (String name : wholeFiles ? names : names.subList(0, Math.min(1, names.size()))) {
        if (run - before < most) {
          runTest(suite.entry() + " " + name, file.get(name));
        }
      }
    }
  }

  private void runTest(String name, JsonNode test) {
    run++;
    database.clear();
    try {
      new OfficialChain(test, database, directory.resolve("test" + run)).run();
    } catch (AssertionError | RuntimeException e) {
      wrong.add(name + "\n  " + e);
    }
  }

  /** Files whose tests cross a fork; which ones do is known only after reading. */
  private static boolean isOfATransition(String name) {
    return name.contains("transition") || name.contains("eest") || name.contains("fork");
  }
}
