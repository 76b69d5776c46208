package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.ViewExpiredException;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of blocks behind the head, while the chain grows and after it went another way. */
class RecentProofsTest {
  @TempDir private Path directory;
  private final TestDatabase database = TestDatabase.create();

  @Test
  void provesTheStatesOfTheBranchThatWonAReorganisation() {
    TestBranch loser = TestBranch.genesis().grow(160, 12, 1);
    TestBranch winner = loser.upTo(100).grow(62, 1, 2);
    try (TestNode node = TestNode.open(database.source(), directory.resolve("node"))) {
      node.importAll(loser.blocks());
      for (long number = 159; number >= 32; number -= 9) {
        ProofCheck.check(node, number);
      }
      node.importAll(winner.blocks());
      assertThat(node.head()).isEqualTo(winner.head().hash());
      for (long number = 162; number >= 34; number--) {
        ProofCheck.check(node, number);
      }
      try (ChainView view = node.node().views().open()) {
        Hash32 orphan = loser.block(130).hash();
        assertThatThrownBy(() -> view.proof(orphan, ProofCheck.NOBODY, List.of()))
            .isInstanceOf(StateUnavailableException.class)
            .hasMessageContaining("not on the canonical chain");
      }
      assertBeyondReach(node, 33);
    }
  }

  @Test
  void provesWhileTheChainGrowsAndSwitchesBranches() {
    long seed = Long.getLong("cairn.seed", java.time.LocalDate.now().toEpochDay());
    Random random = new Random(seed);
    TestBranch one = TestBranch.genesis().grow(60, 12, 1);
    TestBranch other = one.upTo(50).grow(40, 1, 2);
    TestBranch third = other.upTo(80).grow(50, 1, 3);
    try (TestNode node = TestNode.open(database.source(), directory.resolve("node"))) {
      node.importAll(one.blocks());
      CompletableFuture<Void> importing =
          CompletableFuture.runAsync(() -> {
            other.blocks(51, 90).forEach(node::offer);
            third.blocks(81, 130).forEach(node::offer);
          });
      int proved = 0;
      while (!importing.isDone()) {
        long number = node.node().headNumber() - random.nextInt(40);
        try {
          ProofCheck.check(node, number);
          proved++;
        } catch (ViewExpiredException | StateUnavailableException reorganised) {
          // The block left the chain between two of the questions.
        }
      }
      importing.join();
      assertThat(proved).as("seed " + seed).isPositive();
      assertThat(node.head()).isEqualTo(third.head().hash());
      for (int back = 0; back <= ProofCheck.REACH; back += 16) {
        ProofCheck.check(node, third.height() - back);
      }
    }
  }

  static void assertBeyondReach(TestNode node, long number) {
    long head = node.node().headNumber();
    Hash32 hash = node.node().reader().canonicalHash(number).orElseThrow();
    try (ChainView view = node.node().views().open()) {
      assertThatThrownBy(() -> view.proof(hash, ProofCheck.NOBODY, List.of()))
          .isInstanceOf(StateUnavailableException.class)
          .hasMessageContaining(
              "proofs are kept for blocks %d to %d, and not for block %d"
                  .formatted(head - ProofCheck.REACH, head, number));
    }
  }
}
