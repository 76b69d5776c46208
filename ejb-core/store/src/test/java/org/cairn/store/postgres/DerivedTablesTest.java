package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.StoreException;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.store.LocalUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DerivedTablesTest {
  private static final Secp256k1 CURVE = Secp256k1.instance();

  private final TestDatabase database = TestDatabase.create();
  private final List<ExecutedBlock> chain =
      TestChains.executed(TestChains.read("merge-mixed", 100)).stream()
          .map(DerivedTablesTest::withRealSenders)
          .toList();
  private PostgresChainStore store;

  private static ExecutedBlock withRealSenders(ExecutedBlock executed) {
    return new ExecutedBlock(
        executed.block(),
        executed.totalDifficulty(),
        executed.author(),
        executed.block().transactions().stream()
            .map(transaction -> transaction.recoverSender(CURVE).orElseThrow())
            .toList(),
        executed.receipts(),
        executed.valueCalls(),
        executed.delta());
  }

  @BeforeEach
  void fill() {
    store =
        PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test");
    ExecutedBlock genesis = TestChains.genesis(chain.getFirst().block());
    store.create(new Identity(genesis.block().hash(), "{}"), genesis);
    store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain));
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
  }

  private Map<String, String> digests() throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      return TableDigest.of(connection, false);
    }
  }

  @Test
  void areMadeAnewFromTheContents() throws SQLException {
    Map<String, String> before = digests();
    database.execute(
        "delete from transactions where index > 0; update logs set data = '';"
            + " delete from value_calls; delete from hashes where index = 1");
    assertThat(digests()).isNotEqualTo(before);
    store.planRebuild(0, 1_000);
    assertThat(store.rebuildStep()).hasValue(64);
    store.close();
    store =
        PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test");
    assertThat(store.rebuildStep()).isEmpty();
    assertThat(store.rebuildStep()).isEmpty();
    assertThat(digests()).isEqualTo(before);
  }

  @Test
  void areLeftAsTheyAreWhereContentsAreMissing() throws SQLException {
    database.execute("delete from receipts where block_number = 20");
    Map<String, String> before = digests();
    store.planRebuild(10, 30);
    assertThatThrownBy(() -> store.rebuildStep())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("block 20");
    assertThat(digests()).isEqualTo(before);
  }
}
