package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.SideBlock;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.store.LocalUnitOfWork;
import org.junit.jupiter.api.Test;

class ReorganisationTest {
  private static final int FORK = 12;

  private final List<ExecutedBlock> chain = TestChains.executed(TestChains.read("merge-mixed", 40));

  /** The same bodies behind other headers from the block {@code FORK} on. */
  private List<ExecutedBlock> branch() {
    List<ExecutedBlock> branch = new ArrayList<>(chain.subList(0, FORK));
    Hash32 parent = branch.getLast().block().hash();
    for (ExecutedBlock executed : chain.subList(FORK, chain.size() - 3)) {
      Header header =
          executed.block().header().toBuilder()
              .parentHash(parent)
              .extraData(Bytes.of("0xb4"))
              .build();
      Block block = new Block(header, executed.block().body());
      branch.add(TestChains.executed(block, executed.totalDifficulty()));
      parent = block.hash();
    }
    return branch;
  }

  private PostgresChainStore open(TestDatabase database) {
    PostgresChainStore store =
        PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test");
    ExecutedBlock genesis = TestChains.genesis(chain.getFirst().block());
    store.create(new Identity(genesis.block().hash(), "{}"), genesis);
    return store;
  }

  private static ChainUpdate switchTo(long base, List<ExecutedBlock> blocks) {
    return new ChainUpdate(List.of(), OptionalLong.of(base), blocks);
  }

  private static Map<String, String> digests(TestDatabase database, boolean canonicalOnly) {
    try (Connection connection = database.source().getConnection()) {
      return TableDigest.of(connection, canonicalOnly);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> cleanImport(List<ExecutedBlock> blocks) {
    try (TestDatabase database = TestDatabase.create();
        PostgresChainStore store = open(database)) {
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), blocks));
      return digests(database, true);
    }
  }

  @Test
  void leavesWhatACleanImportOfTheWinningBranchLeaves() {
    List<ExecutedBlock> branch = branch();
    try (TestDatabase database = TestDatabase.create();
        PostgresChainStore store = open(database)) {
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain));
      store.commit(switchTo(FORK, branch.subList(FORK, branch.size())));
      assertThat(digests(database, true)).isEqualTo(cleanImport(branch));
      store.commit(switchTo(FORK, chain.subList(FORK, chain.size())));
      assertThat(digests(database, true)).isEqualTo(cleanImport(chain));
    }
  }

  @Test
  void leavesTheSameAfterManyChangesOfMind() {
    long seed = Long.getLong("cairn.seed", System.currentTimeMillis() / 86_400_000);
    Random random = new Random(seed);
    List<List<ExecutedBlock>> branches = List.of(chain, branch());
    try (TestDatabase database = TestDatabase.create();
        PostgresChainStore store = open(database)) {
      List<ExecutedBlock> now = chain.subList(0, FORK);
      store.commit(new ChainUpdate(asides(branches.get(1)), OptionalLong.empty(), now));
      for (int step = 0; step < 12; step++) {
        List<ExecutedBlock> next = branches.get(random.nextInt(2));
        int common = common(now, next);
        int base = random.nextInt(common + 1);
        int end = base + random.nextInt(next.size() - base + 1);
        store.commit(switchTo(base, next.subList(base, end)));
        now = next.subList(0, end);
      }
      store.commit(switchTo(0, chain));
      assertThat(digests(database, true)).as("seed " + seed).isEqualTo(cleanImport(chain));
    }
  }

  private static List<SideBlock> asides(List<ExecutedBlock> blocks) {
    return blocks.stream()
        .map(e -> new SideBlock(e.block(), e.totalDifficulty(), e.author()))
        .filter(side -> side.block().number() > FORK + 5)
        .toList();
  }

  private static int common(List<ExecutedBlock> one, List<ExecutedBlock> other) {
    int length = 0;
    while (length < Math.min(one.size(), other.size())
        && one.get(length).block().hash().equals(other.get(length).block().hash())) {
      length++;
    }
    return length;
  }

  @Test
  void leavesTheSameHoweverBlocksAreGrouped() {
    try (TestDatabase database = TestDatabase.create();
        PostgresChainStore store = open(database)) {
      for (ExecutedBlock block : chain) {
        store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), List.of(block)));
      }
      assertThat(digests(database, false)).isEqualTo(cleanImport(chain));
    }
  }
}
