package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cairn.node.chain.BlockRejectedException;
import org.cairn.node.chain.ImportResult;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.TransactionLocation;
import org.cairn.node.query.ViewExpiredException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches, and which of them is the chain, on the real database and the real world state. */
class BranchesTest {
  private static final int SLOW = 12;
  private static final int FAST = 1;
  private static final int ONE = 0x111;
  private static final int OTHER = 0x222;

  @TempDir Path directory;
  private final TestDatabase database = TestDatabase.empty();

  private TestNode open() {
    return TestNode.open(database.source(), directory.resolve("one"));
  }

  /** What a node's tables hold that has imported nothing but these blocks. */
  private Map<String, String> cleanImport(TestBranch branch) {
    String name = "clean" + branch.head().hash();
    try (TestNode clean = TestNode.open(TestDatabase.empty().source(), directory.resolve(name))) {
      clean.importAll(branch.blocks());
      assertThat(clean.head()).isEqualTo(branch.head().hash());
      return clean.digests();
    }
  }

  private static void assertIs(TestNode node, TestBranch branch) {
    assertThat(node.head()).isEqualTo(branch.head().hash());
    assertThat(node.node().chain().publisher().head().head().totalDifficulty())
        .isEqualTo(branch.totalDifficulty());
    assertThat(node.node().states().recomputeRoot()).isEqualTo(branch.head().header().stateRoot());
    assertState(node, branch);
  }

  /** Reads every account at heights all over the chain, through views and through history. */
  private static void assertState(TestNode node, TestBranch branch) {
    long step = Math.max(1, branch.height() / 12);
    for (long number = 0; number <= branch.height(); number += step) {
      try (ChainView view = node.node().views().open()) {
        assertSame(view.state(branch.block(number).hash()), branch, number);
      }
      assertSame(node.node().states().at(number), branch, number);
    }
  }

  private static void assertSame(StateReader state, TestBranch branch, long number) {
    for (Address account : TestBranch.accounts()) {
      assertThat(TestBranch.balance(state, account))
          .as("balance of %s at block %d", account, number)
          .isEqualTo(TestBranch.balance(branch.state(number), account));
    }
    for (long slot = Math.max(0, number - 4); slot <= number + 1; slot++) {
      assertThat(state.storage(TestBranch.CONTRACT, U256.of(slot)))
          .as("slot %d at block %d", slot, number)
          .isEqualTo(branch.state(number).storage(TestBranch.CONTRACT, U256.of(slot)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 129, 1_000})
  void leavesWhatACleanImportOfTheWinningBranchLeaves(int depth) {
    TestBranch loser = TestBranch.genesis().grow(18 + depth, SLOW, ONE);
    TestBranch winner = loser.upTo(18).grow(depth + 2, FAST, OTHER);
    try (TestNode node = open()) {
      node.importAll(loser.blocks());
      List<ImportResult> results = node.importAll(winner.blocks());
      assertThat(results).contains(new ImportResult.Reorganised(depth));
      assertIs(node, winner);
      assertThat(node.digests()).isEqualTo(cleanImport(winner));
      assertOrphansAreReadable(node, loser, 19);
    }
    try (TestNode again = open()) {
      assertIs(again, winner);
      assertThat(again.importAll(winner.grow(2, FAST, ONE).blocks()))
          .endsWith(new ImportResult.Extended(), new ImportResult.Extended());
    }
  }

  @Test
  void findsTransactionsWhereTheChainHasThemNow() {
    TestBranch loser = TestBranch.genesis().grow(6, SLOW, ONE);
    TestBranch winner = loser.upTo(3).grow(5, FAST, OTHER);
    try (TestNode node = open()) {
      node.importAll(loser.blocks());
      ChainView before = node.node().views().open();
      assertLocated(before, loser);
      assertLocated(before, loser);
      node.importAll(winner.blocks());
      Hash32 any = loser.block(2).transactions().getFirst().hash();
      assertThatThrownBy(() -> before.locate(any)).isInstanceOf(ViewExpiredException.class);
      before.close();
      try (ChainView after = node.node().views().open()) {
        assertLocated(after, winner);
        assertLocated(after, winner);
        assertNotInOrphans(after, loser, winner);
      }
    }
  }

  private static void assertLocated(ChainView view, TestBranch branch) {
    for (Block block : branch.blocks()) {
      for (int i = 0; i < block.transactions().size(); i++) {
        assertThat(view.locate(block.transactions().get(i).hash()))
            .contains(new TransactionLocation(block.number(), block.hash(), i));
      }
    }
  }

  /** What the other branch repeats stands in its block there; the rest is nowhere. */
  private static void assertNotInOrphans(ChainView view, TestBranch orphans, TestBranch chain) {
    for (Block block : orphans.blocks(4, orphans.height())) {
      for (Transaction transaction : block.transactions()) {
        view.locate(transaction.hash())
            .ifPresent(location ->
                assertThat(chain.block(location.blockNumber()).hash())
                    .isEqualTo(location.blockHash()));
      }
    }
  }

  private static void assertOrphansAreReadable(TestNode node, TestBranch branch, long first) {
    try (ChainView view = node.node().views().open()) {
      for (Block block : branch.blocks(first, branch.height())) {
        assertThat(view.block(block.hash()).orElseThrow().block().encoded())
            .isEqualTo(block.encoded());
        assertThat(view.receipts(block.hash()).orElseThrow()).hasSize(block.transactions().size());
      }
    }
  }

  @Test
  void goesThereAndBackAgain() {
    TestBranch one = TestBranch.genesis().grow(9, SLOW, ONE);
    TestBranch other = one.upTo(4).grow(6, FAST, OTHER);
    try (TestNode node = open()) {
      node.importAll(one.blocks());
      node.importAll(other.blocks());
      assertIs(node, other);
      one.grow(4, FAST, ONE);
      node.importAll(one.blocks());
      assertIs(node, one);
      assertThat(node.digests()).isEqualTo(cleanImport(one));
      other.grow(6, FAST, OTHER);
      node.importAll(other.blocks());
      assertIs(node, other);
      assertThat(node.digests()).isEqualTo(cleanImport(other));
    }
  }

  @Test
  void findsTheSameHeadInWhateverOrderBlocksCome() {
    long seed = Long.getLong("cairn.seed", java.time.LocalDate.now().toEpochDay());
    Random random = new Random(seed);
    TestBranch trunk = TestBranch.genesis().grow(6, SLOW, ONE);
    TestBranch best = trunk.upTo(3).grow(12, FAST, OTHER);
    List<TestBranch> branches =
        List.of(trunk.upTo(6).grow(8, SLOW, ONE), best, trunk.upTo(1).grow(9, 5, 0x333));
    List<Block> blocks = new ArrayList<>();
    branches.forEach(branch -> blocks.addAll(branch.blocks()));
    Collections.shuffle(blocks, random);
    try (TestNode node = open()) {
      List<Block> waiting = blocks;
      while (!waiting.isEmpty()) {
        List<Block> orphans = new ArrayList<>();
        for (Block block : waiting) {
          ImportResult result = node.offer(block);
          assertThat(result).isNotInstanceOf(ImportResult.Rejected.class);
          if (result instanceof ImportResult.UnknownParent unknown) {
            assertThat(unknown.parent()).isEqualTo(block.header().parentHash());
            orphans.add(block);
          }
        }
        assertThat(orphans).as("seed " + seed).hasSizeLessThan(waiting.size());
        waiting = orphans;
      }
      assertIs(node, best);
      assertThat(node.digests()).as("seed " + seed).isEqualTo(cleanImport(best));
    }
  }

  @Test
  void keepsTheFirstOfTwoBranchesOfTheSameDifficulty() {
    TestBranch one = TestBranch.genesis().grow(5, SLOW, ONE);
    TestBranch other = one.upTo(2).grow(3, SLOW, OTHER);
    try (TestNode node = open()) {
      node.importAll(one.blocks());
      assertThat(node.importAll(other.blocks(3, 5))).containsOnly(new ImportResult.KeptAside());
      assertIs(node, one);
      assertThat(node.importAll(other.blocks(3, 5))).containsOnly(new ImportResult.AlreadyKnown());
    }
  }

  @Test
  void refusesABranchWithAWrongBlockAndDoesNotTryItAgain() {
    TestBranch one = TestBranch.genesis().grow(12, SLOW, ONE);
    TestBranch wrong = one.upTo(5).grow(2, SLOW, OTHER).growWrong(SLOW, OTHER);
    Block culprit = wrong.head();
    wrong.grow(7, FAST, OTHER);
    try (TestNode node = open()) {
      node.importAll(one.blocks());
      assertThatThrownBy(() -> node.importAll(wrong.blocks()))
          .isInstanceOf(BlockRejectedException.class)
          .hasMessageContaining("block 8 " + culprit.hash())
          .hasMessageContaining("state root")
          .hasMessageContaining(culprit.header().stateRoot().toString());
      assertIs(node, one);
      assertRefusedAtSight(node, culprit, "state root");
      assertThat(node.importAll(wrong.blocks(9, 11))).containsOnly(new ImportResult.AlreadyKnown());
      assertRefusedAtSight(node, wrong.block(12), "its ancestor, block 8");
      assertRefusedAtSight(node, wrong.block(13), "invalid parent");
      Block sibling = wrong.upTo(11).grow(1, FAST, ONE).head();
      assertRefusedAtSight(node, sibling, "its ancestor, block 8");
      assertRefusedAtSight(node, sibling, "its ancestor, block 8");
      assertIs(node, one);
      assertThat(node.digests()).isEqualTo(cleanImport(one));
    }
    try (TestNode again = open()) {
      assertRefusedAtSight(again, culprit, "state root");
      assertIs(again, one);
    }
  }

  private static void assertRefusedAtSight(TestNode node, Block block, String reason) {
    assertThat(node.offer(block))
        .isInstanceOfSatisfying(
            ImportResult.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains(reason));
  }

  @Test
  void takesTheGoodPartOfABranchIfThatAloneIsHeavier() {
    TestBranch one = TestBranch.genesis().grow(8, SLOW, ONE);
    TestBranch good = one.upTo(2).grow(6, SLOW, OTHER);
    TestBranch wrong = good.upTo(good.height()).growWrong(FAST, OTHER);
    try (TestNode node = open()) {
      node.importAll(one.blocks());
      assertThatThrownBy(() -> node.importAll(wrong.blocks()))
          .isInstanceOf(BlockRejectedException.class);
      assertIs(node, one);
      node.importAll(good.grow(1, FAST, OTHER).blocks());
      assertIs(node, good);
    }
  }

  @Test
  void keepsEverythingInFrontOfAWrongBlockOfAFile() {
    TestBranch good = TestBranch.genesis().grow(150, SLOW, ONE);
    TestBranch wrong = good.upTo(150).growWrong(SLOW, ONE).grow(20, SLOW, ONE);
    Block culprit = wrong.block(151);
    try (TestNode node = open()) {
      assertThatThrownBy(() -> node.importAll(wrong.blocks()))
          .isInstanceOf(BlockRejectedException.class)
          .hasMessageContaining("block 151 " + culprit.hash())
          .hasMessageContaining("state root")
          .hasMessageContaining(culprit.header().stateRoot().toString())
          .hasMessageContaining(wrong.state(151).root().toString());
      assertIs(node, good);
      assertRefusedAtSight(node, culprit, "state root");
      assertRefusedAtSight(node, wrong.block(152), "invalid parent");
      assertThat(node.offer(wrong.block(154)))
          .isEqualTo(new ImportResult.UnknownParent(wrong.block(153).hash()));
      node.importAll(good.grow(3, SLOW, OTHER).blocks());
      assertIs(node, good);
      assertThat(node.digests()).isEqualTo(cleanImport(good));
    }
  }

  @Test
  void refusesTheBlocksOfAnotherChain() {
    TestBranch one = TestBranch.genesis().grow(2, SLOW, ONE);
    Block other =
        new Block(one.block(0).header().toBuilder().timestamp(77).build(), one.block(0).body());
    try (TestNode node = open()) {
      assertThat(node.offer(other))
          .isInstanceOfSatisfying(
              ImportResult.Rejected.class,
              rejected ->
                  assertThat(rejected.reason())
                      .contains("genesis block")
                      .contains(other.hash().toString())
                      .contains(one.block(0).hash().toString()));
      node.importAll(one.blocks(0, 2));
      assertIs(node, one);
    }
  }
}
