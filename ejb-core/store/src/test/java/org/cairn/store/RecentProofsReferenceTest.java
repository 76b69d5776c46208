package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cairn.node.job.JobStatus;
import org.cairn.node.query.ChainView;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.trie.Proofs;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of the blocks behind the head, each checked against the state root of its block. */
class RecentProofsReferenceTest {
  private static final int REACH = 128;
  private static final Address NOBODY = Address.of(0xdead_bee);

  @TempDir private Path directory;
  private final TestDatabase database = TestDatabase.create();

  @Test
  void provesAccountsAndTokenBalancesOfTheLast128BlocksOfARealChain() throws IOException {
    Path chain =
        Path.of(System.getProperty("cairn.shared", "../shared"), "chains", "clique-erc20tx");
    assumeTrue(Files.isDirectory(chain), "the chain is missing: " + chain);
    String genesis = Files.readString(chain.resolve("genesis.json"));
    Path data = Files.createDirectory(directory.resolve("node"));
    Path file = Files.copy(chain.resolve("chain.rlp.gz"), data.resolve("chain.rlp.gz"));
    try (TestNode node =
        TestNode.open(database.source(), data, genesis, false, InstantSource.system())) {
      assertThat(node.importFile(file).state()).isEqualTo(JobStatus.State.DONE);
      long head = node.node().headNumber();
      for (long number : new long[] {head, head - 1, head - REACH, head - 64, head - 63}) {
        assertProofs(node, number);
      }
      for (long number = head - REACH; number < head; number++) {
        assertProofs(node, number);
      }
      assertBeyondReach(node, head - REACH - 1);
      assertBeyondReach(node, 0);
    }
  }

  @Test
  void provesTheStatesOfTheBranchThatWonAReorganisation() {
    TestBranch loser = TestBranch.genesis().grow(160, 12, 1);
    TestBranch winner = loser.upTo(100).grow(62, 1, 2);
    try (TestNode node = TestNode.open(database.source(), directory.resolve("node"))) {
      node.importAll(loser.blocks());
      for (long number = 159; number >= 32; number -= 9) {
        assertProofs(node, number);
      }
      node.importAll(winner.blocks());
      assertThat(node.head()).isEqualTo(winner.head().hash());
      for (long number = 162; number >= 34; number--) {
        assertProofs(node, number);
      }
      try (ChainView view = node.node().views().open()) {
        Hash32 orphan = loser.block(130).hash();
        assertThatThrownBy(() -> view.proof(orphan, NOBODY, List.of()))
            .isInstanceOf(StateUnavailableException.class)
            .hasMessageContaining("not on the canonical chain");
      }
      assertBeyondReach(node, 33);
    }
  }

  /** What a block's transactions touched, proved after the block. */
  private static void assertProofs(TestNode node, long number) {
    try (ChainView view = node.node().views().open()) {
      Hash32 hash = node.node().reader().canonicalHash(number).orElseThrow();
      Block block = view.block(hash).orElseThrow().block();
      StateReader state = view.state(hash);
      Set<Address> accounts = new LinkedHashSet<>(List.of(NOBODY));
      List<U256> slots = new ArrayList<>(List.of(U256.ZERO, U256.of(number)));
      for (Transaction transaction : block.transactions().stream().limit(6).toList()) {
        transaction.to().ifPresent(accounts::add);
        transaction
            .recoverSender(org.cairn.protocol.crypto.Secp256k1.instance())
            .ifPresent(sender -> {
              accounts.add(sender);
              slots.add(mapped(sender, 0));
              slots.add(mapped(sender, 1));
            });
      }
      for (Address account : accounts) {
        AccountProof proof = view.proof(hash, account, slots);
        Proofs.verify(block.header().stateRoot(), proof);
        assertIs(proof, state);
      }
    }
  }

  /** The slot of an address in the mapping that a contract declares at a position. */
  private static U256 mapped(Address key, int position) {
    byte[] words = new byte[64];
    key.copyTo(words, 12);
    words[63] = (byte) position;
    return U256.of(Keccak256.hash(words));
  }

  private static void assertIs(AccountProof proof, StateReader state) {
    assertThat(proof.account().isPresent()).isEqualTo(state.account(proof.address()).isPresent());
    proof
        .account()
        .ifPresent(account -> {
          var flat = state.account(proof.address()).orElseThrow();
          assertThat(account.balance()).isEqualTo(flat.balance());
          assertThat(account.nonce()).isEqualTo(flat.nonce());
          assertThat(account.codeHash()).isEqualTo(flat.codeHash());
        });
    for (AccountProof.StorageProof slot : proof.storage()) {
      assertThat(slot.word()).isEqualTo(state.storage(proof.address(), slot.slot()));
    }
  }

  private static void assertBeyondReach(TestNode node, long number) {
    long head = node.node().headNumber();
    Hash32 hash = node.node().reader().canonicalHash(number).orElseThrow();
    try (ChainView view = node.node().views().open()) {
      assertThatThrownBy(() -> view.proof(hash, NOBODY, List.of()))
          .isInstanceOf(StateUnavailableException.class)
          .hasMessageContaining(
              "proofs are kept for blocks %d to %d, and not for block %d"
                  .formatted(head - REACH, head, number));
    }
  }
}
