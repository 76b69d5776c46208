package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cairn.node.chain.ChainRefusedException;
import org.cairn.node.chain.FencedException;
import org.cairn.node.chain.StoreException;
import org.cairn.protocol.bytes.Address;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How database and world state find to one head, whatever became of one of them. */
class RecoveryTest {
  private static final int SLOW = 12;
  private static final int FAST = 1;

  @TempDir Path directory;
  private final TestDatabase database = TestDatabase.empty();
  private final TestBranch chain = TestBranch.genesis().grow(30, SLOW, 1);

  private Path data() {
    return directory.resolve("data");
  }

  private TestNode open() {
    return TestNode.open(database.source(), data());
  }

  private void importAndClose(TestBranch branch) {
    try (TestNode node = open()) {
      node.importAll(branch.blocks());
      assertThat(node.head()).isEqualTo(branch.head().hash());
    }
  }

  /** What a new node refuses to start with. */
  private static String refusal(TestDatabase database, Path data, String genesisJson) {
    try (TestNode node = TestNode.open(database.source(), data, genesisJson)) {
      throw new AssertionError("the node starts, at " + node.head());
    } catch (ChainRefusedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Opens the node again: it is at the end of the branch, whole, and goes on. */
  private static void assertRecovers(TestDatabase database, Path data, TestBranch branch) {
    TestBranch further = branch.upTo(branch.height()).grow(3, FAST, 9);
    try (TestNode node = TestNode.open(database.source(), data)) {
      assertWhole(node, branch);
      node.importAll(further.blocks());
      assertWhole(node, further);
    }
  }

  private static void assertWhole(TestNode node, TestBranch branch) {
    assertThat(node.head()).isEqualTo(branch.head().hash());
    assertThat(node.node().states().recomputeRoot()).isEqualTo(branch.head().header().stateRoot());
    for (long number = 0; number <= branch.height(); number++) {
      for (Address account : List.of(TestBranch.CONTRACT, Address.of(1), Address.of(2))) {
        assertThat(TestBranch.balance(node.node().states().at(number), account))
            .as("balance of %s at block %d", account, number)
            .isEqualTo(TestBranch.balance(branch.state(number), account));
      }
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a world state of another time in the place of the node's. */
  private void replaceState(Path by) {
    delete(data().resolve("state"));
    copy(by, data().resolve("state"));
  }

  @Test
  void bringsAnOldStateForward() {
    importAndClose(chain.upTo(10));
    copy(data().resolve("state"), directory.resolve("old"));
    importAndClose(chain);
    replaceState(directory.resolve("old"));
    assertRecovers(database, data(), chain);
  }

  @Test
  void rebuildsAStateThatWasDeleted() {
    importAndClose(chain);
    delete(data().resolve("state"));
    assertRecovers(database, data(), chain);
  }

  @Test
  void takesTheStateBackToARestoredDatabase() {
    importAndClose(chain.upTo(10));
    TestDatabase older = database.copy();
    importAndClose(chain);
    assertRecovers(older, data(), chain.upTo(10));
  }

  @Test
  void followsADatabaseThatWasRestoredFromAnotherBranch() {
    TestBranch other = chain.upTo(2).grow(20, FAST, 7);
    importAndClose(chain.upTo(3));
    TestDatabase second = database.copy();
    copy(data(), directory.resolve("second"));
    importAndClose(chain);
    try (TestNode node = TestNode.open(second.source(), directory.resolve("second"))) {
      node.importAll(other.blocks());
    }
    assertRecovers(second, data(), other);
  }

  @Test
  void finishesAReorganisationThatTheStateMissed() {
    TestBranch other = chain.upTo(0).grow(31, FAST, 7);
    importAndClose(chain);
    copy(data().resolve("state"), directory.resolve("before"));
    importAndClose(other);
    replaceState(directory.resolve("before"));
    assertRecovers(database, data(), other);
  }

  @Test
  void refusesAStateThatBelongsToNoBlockOfTheDatabase() {
    importAndClose(chain);
    String another = TestBranch.genesisJson().replace("0x60000000", "0x60000001");
    Path strange = directory.resolve("strange");
    TestNode.open(TestDatabase.empty().source(), strange, another).close();
    replaceState(strange.resolve("state"));
    assertThat(refusal(database, data(), TestBranch.genesisJson()))
        .contains("no state in its history belongs to a block of the database")
        .contains("delete the directory 'state'");
    delete(data().resolve("state"));
    assertRecovers(database, data(), chain);
  }

  @Test
  void refusesADirectoryWhoseChainTheDatabaseDoesNotKnow() {
    importAndClose(chain);
    assertThat(refusal(TestDatabase.empty(), data(), TestBranch.genesisJson()))
        .contains("a chain that the database does not know");
    assertRecovers(database, data(), chain);
  }

  @Test
  void refusesAStateThatDoesNotFollowFromTheDatabase() {
    importAndClose(chain);
    delete(data().resolve("state"));
    database.execute("delete from state_deltas where block_number = 17");
    assertThat(refusal(database, data(), TestBranch.genesisJson()))
        .contains("the state delta of block 17 is missing");
  }

  @Test
  void refusesAnotherGenesis() {
    importAndClose(chain.upTo(3));
    String another = TestBranch.genesisJson().replace("0x60000000", "0x60000001");
    assertThat(refusal(database, data(), another))
        .contains("the database holds the chain with genesis block " + chain.block(0).hash())
        .doesNotContain("\n");
    assertRecovers(database, data(), chain.upTo(3));
  }

  @Test
  void acceptsAForkThatIsStillToCome() {
    importAndClose(chain);
    String later = TestBranch.genesisJson(", \"arrowGlacierBlock\": 31");
    TestNode.open(database.source(), data(), later).close();
    // Stored: to take it away again now is as good as before, until the chain has come there.
    try (TestNode node = TestNode.open(database.source(), data(), later)) {
      assertWhole(node, chain);
      node.importAll(chain.grow(2, SLOW, 1).blocks());
    }
    assertThat(refusal(database, data(), TestBranch.genesisJson()))
        .contains("begins at block 31")
        .contains("the chain is at block 32")
        .contains("rewound to block 30");
  }

  @Test
  void refusesAForkThatWouldHaveChangedThePast() {
    importAndClose(chain);
    String past = TestBranch.genesisJson(", \"arrowGlacierBlock\": 21, \"grayGlacierBlock\": 40");
    assertThat(refusal(database, data(), past))
        .contains("a fork that begins at block 21")
        .contains("the chain is at block 30")
        .contains("rewound to block 20")
        .doesNotContain("\n");
    String moved = TestBranch.genesisJson().replace("\"londonBlock\": 8", "\"londonBlock\": 12");
    assertThat(refusal(database, data(), moved)).contains("rewound to block 7");
    String otherId = TestBranch.genesisJson().replace("770077", "770078");
    assertThat(refusal(database, data(), otherId)).contains("chain id 770077 to 770078");
    assertRecovers(database, data(), chain);
  }

  @Test
  void letsOneNodeHaveADatabaseAndADirectory() {
    try (TestNode first = open()) {
      first.importAll(chain.upTo(5).blocks());
      assertThatThrownBy(() -> TestNode.open(database.source(), directory.resolve("second")))
          .isInstanceOf(FencedException.class)
          .hasMessageContaining("another node has the database")
          .hasMessageContaining(data().toString())
          .message()
          .doesNotContain("\n");
      assertThatThrownBy(() -> TestNode.open(TestDatabase.empty().source(), data()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another process")
          .hasMessageContaining(data().toString());
      first.importAll(chain.blocks());
      assertWhole(first, chain);
    }
  }
}
