package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cairn.node.chain.ChainHead;
import org.cairn.node.chain.FencedException;
import org.cairn.protocol.types.Block;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it changes from one branch to another and back. */
class KilledReorganisationTest {
  private static final int FORK = 10;
  private static final int DEPTH = 140;
  private static final int ROUNDS = Boolean.getBoolean("cairn.all") ? 30 : 4;

  @TempDir Path directory;

  private final TestDatabase database = TestDatabase.empty();
  private final TestBranch first = TestBranch.genesis().grow(FORK + DEPTH, 12, 1);
  private final TestBranch second = first.upTo(FORK).grow(DEPTH + 2, 8, 2);
  private final TestBranch last = first.upTo(first.height()).grow(20, 1, 1);

  @BeforeEach
  void importTheFirstBranch() throws IOException {
    try (TestNode node = TestNode.open(database.source(), directory.resolve("base"))) {
      node.importAll(first.blocks());
    }
    write("second", second.blocks(FORK + 1, second.height()));
    write("last", last.blocks(first.height() + 1, last.height()));
  }

  private void write(String name, List<Block> blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Block block : blocks) {
      out.write(block.encoded().toArray());
    }
    Files.write(directory.resolve(name), out.toByteArray());
  }

  @Test
  void leavesAWholeChainThatGoesOn() throws Exception {
    long seed = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
    System.out.println("KilledReorganisationTest runs with -Dcairn.seed=" + seed);
    Random random = new Random(seed);
    Map<String, String> clean = cleanImport();
    int killed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      killed += round(random, round, clean) ? 1 : 0;
    }
    assertThat(killed).as("killed before the end, seed " + seed).isPositive();
  }

  private Map<String, String> cleanImport() {
    try (TestNode clean =
        TestNode.open(TestDatabase.empty().source(), directory.resolve("clean"))) {
      clean.importAll(last.blocks());
      return clean.digests();
    }
  }

  /** Returns whether the process was killed before it had done its work. */
  private boolean round(Random random, int round, Map<String, String> clean) throws Exception {
    TestDatabase copy = database.copy();
    Path data = directory.resolve("round" + round);
    copyBase(data);
    List<Path> files = List.of(directory.resolve("second"), directory.resolve("last"));
    boolean alive;
    try (ImportingProcess process = ImportingProcess.start(copy, data, files)) {
      alive = process.awaitBlocks(momentOf(random, round));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(200_000));
      process.kill();
    }
    try (TestNode node = reopen(copy, data)) {
      assertWhole(node);
      node.importAll(second.blocks());
      node.importAll(last.blocks());
      assertThat(node.head()).isEqualTo(last.head().hash());
      assertWhole(node);
      assertThat(node.digests()).as("round %d", round).isEqualTo(clean);
    }
    return alive;
  }

  /** After how many blocks: every other time just before one of the two changes of branch. */
  private int momentOf(Random random, int round) {
    return switch (round % 4) {
      case 0 -> firstHeavier(second, first) - FORK - 1;
      case 2 -> (int) (second.height() - FORK + firstHeavier(last, second) - first.height() - 1);
      default -> random.nextInt((int) (second.height() - FORK));
    };
  }

  private static int firstHeavier(TestBranch branch, TestBranch than) {
    int number = FORK;
    while (branch.totalDifficulty(number).compareTo(than.totalDifficulty()) <= 0) {
      number++;
    }
    return number;
  }

  private void assertWhole(TestNode node) {
    ChainHead head = node.node().chain().publisher().head().head();
    assertThat(Stream.of(first, second, last))
        .anyMatch(branch ->
            head.number() <= branch.height()
                && branch.block(head.number()).hash().equals(head.hash()));
    assertThat(head.totalDifficulty()).isGreaterThanOrEqualTo(first.totalDifficulty());
    assertThat(node.node().states().recomputeRoot()).isEqualTo(head.stateRoot());
  }

  private void copyBase(Path to) throws IOException {
    Path base = directory.resolve("base");
    try (Stream<Path> files = Files.walk(base)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(base.relativize(file)));
      }
    }
  }

  /** The database may need a moment until it sees that its client is gone. */
  private static TestNode reopen(TestDatabase database, Path data) throws InterruptedException {
    for (int i = 0; ; i++) {
      try {
        return TestNode.open(database.source(), data);
      } catch (FencedException e) {
        if (i == 100) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }
}
