package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.cairn.node.job.JobStatus;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of the last blocks of a real chain, each checked against the state root of its block. */
class RecentProofsReferenceTest {
  @TempDir private Path directory;

  /** Every fourth block by default, every block with {@code -Dcairn.all=true}. */
  @Test
  void provesAccountsAndTokenBalancesOfTheLast128Blocks() throws IOException {
    Path chain =
        Path.of(System.getProperty("cairn.shared", "../shared"), "chains", "clique-erc20tx");
    assumeTrue(Files.isDirectory(chain), "the chain is missing: " + chain);
    String genesis = Files.readString(chain.resolve("genesis.json"));
    Path data = Files.createDirectory(directory.resolve("node"));
    Path file = Files.copy(chain.resolve("chain.rlp.gz"), data.resolve("chain.rlp.gz"));
    try (TestDatabase database = TestDatabase.create();
        TestNode node =
            TestNode.open(database.source(), data, genesis, false, InstantSource.system())) {
      assertThat(node.importFile(file).state()).isEqualTo(JobStatus.State.DONE);
      long head = node.node().headNumber();
      for (long number : new long[] {head, head - 1, head - ProofCheck.REACH, head - 64}) {
        ProofCheck.check(node, number);
      }
      int step = Boolean.getBoolean("cairn.all") ? 1 : 4;
      for (long number = head - ProofCheck.REACH; number < head; number += step) {
        ProofCheck.check(node, number);
      }
      RecentProofsTest.assertBeyondReach(node, head - ProofCheck.REACH - 1);
      RecentProofsTest.assertBeyondReach(node, 0);
    }
  }
}
