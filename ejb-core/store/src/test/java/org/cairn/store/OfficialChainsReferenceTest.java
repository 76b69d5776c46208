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
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cairn.store.postgres.PostgresChainStore;
import org.cairn.store.postgres.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

  /** Skipped for the reason that stands in {@code docs/conformance.md}. */
  private static final String BEYOND_MEMORY = "randomStatetest94";

  private static final boolean ALL = Boolean.getBoolean("cairn.all");
  private static final long SEED = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
  private static final int SAMPLE_OF_BRANCHES = 40;
  private static final int SAMPLE_OF_TRANSITIONS = 16;
  private static final int SAMPLE_OF_OTHERS = ALL ? 500 : 60;

  /** As many as there are threads; each node has one of them, which is emptied for the next. */
  private static final int DATABASES = 2;

  /** Says at each opening that commits are not waited for; kept, lest it forgets its level. */
  private static final Logger STORE = Logger.getLogger(PostgresChainStore.class.getName());

  private final Path directory = inMemory();
  private final Random random = new Random(SEED);
  private final BlockingQueue<TestDatabase> databases = databases();
  private final Collection<String> wrong = new ConcurrentLinkedQueue<>();
  private final List<Callable<Void>> runs = new ArrayList<>();

  /** The rules are under test here, not the disk: a directory in memory, where there is one. */
  private static Path inMemory() {
    Path memory = Path.of("/dev/shm");
    try {
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "cairn")
          : Files.createTempDirectory("cairn");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BlockingQueue<TestDatabase> databases() {
    STORE.setLevel(Level.SEVERE);
    BlockingQueue<TestDatabase> databases = new ArrayBlockingQueue<>(DATABASES);
    for (int i = 0; i < DATABASES; i++) {
      TestDatabase database = TestDatabase.create();
      database.execute("alter database " + database.name() + " set synchronous_commit = off");
      databases.add(database);
    }
    return databases;
  }

  @AfterEach
  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

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
  void branchesAndTransitionsEndAtTheirHeads() throws Exception {
    List<Suite> suites = suites(name -> BRANCHES.matcher(name).matches());
    List<Suite> transitions =
        suites(name -> !BRANCHES.matcher(name).matches() && isOfATransition(name));
    choose(suites, ALL ? Integer.MAX_VALUE : SAMPLE_OF_BRANCHES, test -> true, ALL);
    choose(
        transitions,
        ALL ? Integer.MAX_VALUE : SAMPLE_OF_TRANSITIONS,
        test -> TRANSITION.matcher(test.get("network").asText()).matches(),
        ALL);
    finish("branches and transitions");
  }

  @Test
  void otherChainsEndAtTheirHeads() throws Exception {
    List<Suite> suites = suites(name -> !BRANCHES.matcher(name).matches());
    choose(suites, SAMPLE_OF_OTHERS, test -> true, false);
    finish("others");
  }

  /** Runs what was chosen on as many threads as there are databases. */
  private void finish(String what) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(DATABASES)) {
      for (Future<Void> done : threads.invokeAll(runs)) {
        done.get();
      }
    }
    System.out.println(
        "OfficialChainsReferenceTest, %s: -Dcairn.seed=%d, passed %d, failed %d"
            .formatted(what, SEED, runs.size() - wrong.size(), wrong.size()));
    assertThat(wrong).isEmpty();
    assertThat(runs).isNotEmpty();
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
            .filter(entry -> !entry.contains(BEYOND_MEMORY))
            .forEach(entry -> suites.add(new Suite(archive, entry)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Collections.shuffle(suites, random);
    return suites;
  }

  /** Chooses all tests of the files, or one of each, until there are so many. */
  private void choose(
      List<Suite> suites, int most, Predicate<JsonNode> chosen, boolean wholeFiles) {
    int end = most == Integer.MAX_VALUE ? most : runs.size() + most;
    for (Suite suite : suites) {
      if (runs.size() >= end) {
        return;
      }
      JsonNode file = suite.tests();
      List<String> names = new ArrayList<>();
      file.properties().stream()
          .filter(test -> chosen.test(test.getValue()))
          .forEach(test -> names.add(test.getKey()));
      Collections.shuffle(names, random);
      for (String name : wholeFiles ? names : names.subList(0, Math.min(1, names.size()))) {
        JsonNode test = file.get(name);
        runs.add(() -> run(suite.entry() + " " + name, test));
      }
    }
  }

  private @Nullable Void run(String name, JsonNode test) throws InterruptedException {
    TestDatabase database = databases.take();
    Path state = directory.resolve(Integer.toHexString(name.hashCode()));
    try {
      database.clear();
      new OfficialChain(test, database, state).run();
    } catch (AssertionError | RuntimeException e) {
      wrong.add(name + "\n  " + e);
    } finally {
      databases.add(database);
    }
    return null;
  }

  /** Files whose tests cross a fork; which ones do is known only after reading. */
  private static boolean isOfATransition(String name) {
    return name.contains("transition") || name.contains("eest") || name.contains("fork");
  }
}
