package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.node.chain.OutcomeUnknownException;
import org.cairn.node.job.JobStatus;
import org.cairn.store.postgres.LossyProxy;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A running node finds out by itself what became of a commit whose answer it never got. */
class LostCommitTest {
  @TempDir Path directory;
  private final TestDatabase database = TestDatabase.empty();
  private final TestBranch chain = TestBranch.genesis().grow(30, 12, 1);
  private final TestBranch other = chain.upTo(12).grow(20, 1, 2);

  private static void assertIs(TestNode node, TestBranch branch) {
    assertThat(node.head()).isEqualTo(branch.head().hash());
    assertThat(node.node().states().recomputeRoot()).isEqualTo(branch.head().header().stateRoot());
  }

  /** The proxy knows a commit by its text, which must not be prepared away. */
  private PGSimpleDataSource through(LossyProxy proxy) {
    PGSimpleDataSource source = TestDatabase.source(proxy.port(), database.name());
    source.setPrepareThreshold(0);
    return source;
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void goesOnAfterALostCommit(LossyProxy.Cut cut) throws Exception {
    try (LossyProxy proxy = new LossyProxy(TestDatabase.port());
        TestNode node = TestNode.open(through(proxy), directory)) {
      node.importAll(chain.upTo(10).blocks());
      proxy.cut(cut);
      assertThatThrownBy(() -> node.importAll(chain.blocks()))
          .isInstanceOf(OutcomeUnknownException.class);
      proxy.cut(LossyProxy.Cut.NEVER);
      node.importAll(chain.blocks());
      assertIs(node, chain);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void goesOnAfterALostChangeOfBranch(LossyProxy.Cut cut) throws Exception {
    try (LossyProxy proxy = new LossyProxy(TestDatabase.port());
        TestNode node = TestNode.open(through(proxy), directory)) {
      node.importAll(chain.blocks());
      int last = 13;
      while (other.totalDifficulty(last).compareTo(chain.totalDifficulty()) <= 0) {
        node.offer(other.block(last++));
      }
      int best = last;
      proxy.cut(cut);
      assertThatThrownBy(() -> node.offer(other.block(best)))
          .isInstanceOf(OutcomeUnknownException.class);
      proxy.cut(LossyProxy.Cut.NEVER);
      node.importAll(other.blocks());
      assertIs(node, other);
    }
  }

  @Test
  void takesABadFileForNoFailureOfTheStorage() throws Exception {
    try (TestNode node = TestNode.open(database.source(), directory)) {
      node.importAll(chain.blocks());
      long before = node.node().chain().publisher().head().reorganisations();
      Path file = Files.writeString(directory.resolve("exchange/bad"), "no blocks");
      assertThat(node.importFile(file).state()).isEqualTo(JobStatus.State.FAILED);
      node.importAll(chain.grow(1, 12, 1).blocks());
      assertThat(node.node().chain().publisher().head().reorganisations()).isEqualTo(before);
      assertIs(node, chain);
    }
  }
}
