package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.PageKey;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.store.LocalUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionsTest {
  private static final long BORDER = Partitions.BLOCKS;

  private final TestDatabase database = TestDatabase.create();

  /** Recorded bodies behind headers whose numbers follow {@code first}. */
  private static List<ExecutedBlock> chainFrom(long first, int length) {
    List<ExecutedBlock> chain = new ArrayList<>();
    Hash32 parent = Hash32.ZERO;
    long number = first;
    for (ExecutedBlock executed : TestChains.executed(TestChains.read("merge-mixed", length))) {
      Header header =
          executed.block().header().toBuilder().parentHash(parent).number(number++).build();
      Block block = new Block(header, executed.block().body());
      chain.add(TestChains.executed(block, executed.totalDifficulty()));
      parent = block.hash();
    }
    return chain;
  }

  private List<String> partitions() throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      return Sql.all(
          connection,
          """
          select inhrelid::regclass::text from pg_inherits
          where inhparent = 'transactions'::regclass order by 1
          """,
          row -> row.getString(1));
    }
  }

  private PostgresChainStore open() {
    return PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void areMadeWhenTheChainReachesThem() throws SQLException {
    List<ExecutedBlock> chain = chainFrom(BORDER - 10, 20);
    PostgresChainReader reader = new PostgresChainReader(database.pool());
    try (PostgresChainStore store = open()) {
      store.create(new Identity(chain.getFirst().block().hash(), "{}"), chain.getFirst());
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain.subList(1, 10)));
      assertThat(partitions()).containsExactly("transactions_0");
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain.subList(10, 11)));
      assertThat(partitions()).containsExactly("transactions_0", "transactions_1");
    }
    try (PostgresChainStore store = open()) {
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain.subList(11, 20)));
      store.commit(new ChainUpdate(List.of(), OptionalLong.of(BORDER - 3), chain.subList(8, 20)));
    }
    long transactions = chain.stream().mapToLong(e -> e.senders().size()).sum();
    assertThat(reader.transactionTotal(Long.MAX_VALUE)).isEqualTo(transactions);
    assertThat(reader.transactionsBefore(PageKey.NEWEST, 10_000, Long.MAX_VALUE).rows())
        .hasSize((int) transactions);
    long logs =
        chain.stream().flatMap(e -> e.receipts().stream()).mapToLong(r -> r.logs().size()).sum();
    LogFilter all = new LogFilter(0, Long.MAX_VALUE, List.of(), List.of());
    assertThat(reader.logs(all, 10_000, Long.MAX_VALUE)).hasSize((int) logs);
    assertThat(reader.summaries(BORDER + 2, 5)).hasSize(5);
  }

  @Test
  void keepPackedBytesOutOfTheReachOfASecondCompression() throws SQLException {
    new Partitions(new LocalUnitOfWork(database.pool())).provideFor(7);
    String query =
        """
        select attrelid::regclass || '.' || attname from pg_attribute
        where attstorage = 'e' and attrelid::regclass::text like '%\\_0' order by 1
        """;
    try (Connection connection = database.source().getConnection()) {
      assertThat(Sql.all(connection, query, row -> row.getString(1)))
          .containsExactly(
              "bodies_0.body",
              "receipts_0.receipts",
              "receipts_0.value_calls",
              "state_deltas_0.delta");
    }
  }

  @Test
  void reachUpToTheHighestBlockNumber() throws SQLException {
    List<ExecutedBlock> chain = chainFrom(Long.MAX_VALUE - 5, 5);
    try (PostgresChainStore store = open()) {
      store.create(new Identity(chain.getFirst().block().hash(), "{}"), chain.getFirst());
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain.subList(1, 5)));
      assertThat(store.head()).contains(ChainWriter.head(chain.getLast()));
    }
    assertThat(partitions()).containsExactly("transactions_" + Long.MAX_VALUE / BORDER);
  }
}
