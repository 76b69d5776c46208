package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.query.BlockSummary;
import org.cairn.node.query.ContractCreation;
import org.cairn.node.query.HeaderRecord;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.LogRecord;
import org.cairn.node.query.Page;
import org.cairn.node.query.PageKey;
import org.cairn.node.query.PrunedException;
import org.cairn.node.query.TooManyResultsException;
import org.cairn.node.query.TransactionLocation;
import org.cairn.node.query.TransactionSummary;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.ContractAddress;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.ValueCall;
import org.cairn.store.LocalUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares every answer with one that is made from the blocks themselves. */
class PostgresChainReaderTest {
  private static final int HEAD = 200;

  private static TestDatabase database;
  private static PostgresChainStore store;
  private static PostgresChainReader reader;
  private static List<ExecutedBlock> chain;
  private static List<TransactionSummary> transactions;
  private static List<LogRecord> logs;

  @BeforeAll
  static void fill() {
    List<Block> blocks = TestChains.read("merge-mixed", 220);
    chain = TestChains.executed(blocks);
    database = TestDatabase.create();
    store =
        PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test");
    ExecutedBlock genesis = TestChains.genesis(blocks.getFirst());
    store.create(new Identity(genesis.block().hash(), "{}"), genesis);
    store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain));
    reader = new PostgresChainReader(database.pool());
    transactions = new ArrayList<>();
    logs = new ArrayList<>();
    chain.subList(0, HEAD).forEach(PostgresChainReaderTest::expect);
    transactions = transactions.reversed();
  }

  @AfterAll
  static void close() {
    store.close();
    database.close();
  }

  private static void expect(ExecutedBlock executed) {
    Header header = executed.block().header();
    long gasBefore = 0;
    int logIndex = 0;
    for (int i = 0; i < executed.senders().size(); i++) {
      Transaction transaction = executed.block().transactions().get(i);
      var receipt = executed.receipts().get(i);
      long gas = receipt.cumulativeGasUsed() - gasBefore;
      gasBefore = receipt.cumulativeGasUsed();
      Address sender = executed.senders().get(i);
      boolean created = transaction.isCreation() && receipt.succeeded();
      transactions.add(
          new TransactionSummary(
              transaction.hash(),
              header.number(),
              i,
              header.timestamp(),
              sender,
              transaction.to(),
              created
                  ? Optional.of(ContractAddress.of(sender, transaction.nonce()))
                  : Optional.empty(),
              transaction.value(),
              transaction.effectiveGasPrice(header.baseFeePerGas()).times(gas),
              receipt.succeeded(),
              transaction.data().length() < 4
                  ? -1
                  : LongBytes.getInt(transaction.data().shared(), 0) & 0xffffffffL));
      for (Log log : receipt.logs()) {
        logs.add(
            new LogRecord(
                log,
                header.number(),
                executed.block().hash(),
                header.timestamp(),
                transaction.hash(),
                i,
                logIndex++));
      }
    }
  }

  @Test
  void findsHeadersAndSummaries() {
    for (ExecutedBlock executed : chain) {
      assertThat(reader.canonicalHash(executed.block().number())).contains(executed.block().hash());
      assertThat(reader.header(executed.block().hash()))
          .contains(new HeaderRecord(executed.block().header(), executed.totalDifficulty(), true));
    }
    assertThat(reader.header(Hash32.ZERO)).isEmpty();
    assertThat(reader.block(Hash32.ZERO)).isEmpty();
    assertThat(reader.receipts(Hash32.ZERO)).isEmpty();
    assertThat(reader.valueCalls(Hash32.ZERO)).isEmpty();
    List<BlockSummary> rows = reader.summaries(100, 10);
    assertThat(rows).extracting(BlockSummary::number).startsWith(100L, 99L).hasSize(10);
    Block block = chain.get(99).block();
    assertThat(rows.getFirst())
        .isEqualTo(
            new BlockSummary(
                100,
                block.hash(),
                block.header().timestamp(),
                chain.get(99).author(),
                block.transactions().size(),
                block.body().ommers().size(),
                block.header().gasUsed(),
                block.header().gasLimit(),
                Optional.ofNullable(block.header().baseFeePerGas()),
                block.header().difficulty(),
                block.encoded().length()));
    assertThat(reader.summaries(3, 100)).hasSize(4);
    assertThat(reader.summaries(Long.MAX_VALUE, 5)).isEmpty();
  }

  @Test
  void locatesTransactionsUpToTheHead() {
    for (ExecutedBlock executed : chain) {
      Block block = executed.block();
      for (int i = 0; i < block.transactions().size(); i++) {
        Hash32 hash = block.transactions().get(i).hash();
        TransactionLocation place = new TransactionLocation(block.number(), block.hash(), i);
        assertThat(reader.locate(hash, HEAD))
            .isEqualTo(block.number() <= HEAD ? Optional.of(place) : Optional.empty());
      }
    }
    assertThat(reader.locate(chain.getFirst().block().hash(), HEAD)).isEmpty();
  }

  @Test
  void pagesThroughAllTransactions() {
    List<TransactionSummary> seen = new ArrayList<>();
    PageKey key = PageKey.NEWEST;
    boolean more = true;
    while (more) {
      Page<TransactionSummary> page = reader.transactionsBefore(key, 97, HEAD);
      assertThat(page.newer()).isEqualTo(!seen.isEmpty());
      seen.addAll(page.rows());
      key = key(page.rows().getLast());
      more = page.older();
    }
    assertThat(seen).isEqualTo(transactions);
    assertThat(reader.transactionsBefore(key, 97, HEAD))
        .isEqualTo(new Page<>(List.of(), true, false));
  }

  private static PageKey key(TransactionSummary row) {
    return new PageKey(row.blockNumber(), row.index());
  }

  @Test
  void pagesThroughTheTransactionsOfAnAddressBothWays() {
    Address sender = chain.get(50).senders().getFirst();
    checkPages(sender);
    checkPages(chain.get(50).block().transactions().getFirst().to().orElseThrow());
    checkPages(
        transactions.stream().flatMap(row -> row.created().stream()).findFirst().orElseThrow());
    checkPages(Address.of(0x123456));
  }

  private static void checkPages(Address address) {
    List<TransactionSummary> expected =
        transactions.stream()
            .filter(row ->
                row.from().equals(address)
                    || row.to().equals(Optional.of(address))
                    || row.created().equals(Optional.of(address)))
            .toList();
    List<TransactionSummary> seen = new ArrayList<>();
    PageKey key = PageKey.NEWEST;
    for (boolean more = true; more; ) {
      Page<TransactionSummary> page = reader.transactionsOfBefore(address, key, 7, HEAD);
      seen.addAll(page.rows());
      more = page.older();
      key = more ? key(page.rows().getLast()) : key;
    }
    assertThat(seen).isEqualTo(expected);
    List<TransactionSummary> upwards = new ArrayList<>();
    key = PageKey.OLDEST;
    for (boolean more = true; more; ) {
      Page<TransactionSummary> page = reader.transactionsOfAfter(address, key, 7, HEAD);
      assertThat(page.older()).isEqualTo(!upwards.isEmpty());
      upwards.addAll(page.rows().reversed());
      more = page.newer();
      key = more ? key(page.rows().getFirst()) : key;
    }
    assertThat(upwards.reversed()).isEqualTo(expected);
  }

  @Test
  void findsLogsByAddressAndTopics() {
    Log some = logs.get(logs.size() / 2).log();
    Hash32 rare =
        logs.stream()
            .map(LogRecord::log)
            .filter(l -> l.topics().size() == 3)
            .findFirst()
            .orElseThrow()
            .topics()
            .get(2);
    checkLogs(new LogFilter(0, HEAD, List.of(), List.of()), r -> true);
    checkLogs(
        new LogFilter(0, HEAD, List.of(some.address()), List.of()),
        r -> r.log().address().equals(some.address()));
    checkLogs(
        new LogFilter(10, 150, List.of(some.address(), Address.of(5)), List.of()),
        r ->
            r.blockNumber() >= 10
                && r.blockNumber() <= 150
                && (r.log().address().equals(some.address())
                    || r.log().address().equals(Address.of(5))));
    checkLogs(
        new LogFilter(0, Long.MAX_VALUE, List.of(), List.of(List.of(TestChains.TRANSFER))),
        r -> r.log().topics().contains(TestChains.TRANSFER));
    checkLogs(
        new LogFilter(
            0, HEAD, List.of(), List.of(List.of(), List.of(), List.of(rare, Hash32.ZERO))),
        r -> r.log().topics().contains(rare));
    checkLogs(
        new LogFilter(0, HEAD, List.of(), List.of(List.of(), List.of(), List.of())),
        r -> r.log().topics().size() >= 3);
    checkLogs(
        new LogFilter(0, HEAD, List.of(), List.of(List.of(), List.of(), List.of(), List.of())),
        r -> false);
    checkLogs(
        new LogFilter(
            0, HEAD, List.of(), List.of(List.of(), List.of(), List.of(), List.of(), List.of())),
        r -> false);
    checkLogs(new LogFilter(HEAD + 1, 500, List.of(), List.of()), r -> false);
  }

  private static void checkLogs(LogFilter filter, Predicate<LogRecord> matching) {
    assertThat(reader.logs(filter, 10_000, HEAD))
        .isEqualTo(logs.stream().filter(matching).toList());
  }

  @Test
  void saysHowToNarrowASearchWithTooManyLogs() {
    LogFilter all = new LogFilter(0, HEAD, List.of(), List.of());
    assertThat(reader.logs(all, logs.size(), HEAD)).hasSize(logs.size());
    assertThatThrownBy(() -> reader.logs(all, logs.size() - 1, HEAD))
        .isInstanceOf(TooManyResultsException.class)
        .hasMessage(
            "more than %d logs match in blocks 0 to 200 (201 blocks): ask for fewer blocks at a"
                    .formatted(logs.size() - 1)
                + " time, or name an address and topics");
  }

  @Test
  void findsHowAContractCameToBe() {
    TransactionSummary direct =
        transactions.stream().filter(row -> row.created().isPresent()).findFirst().orElseThrow();
    assertThat(reader.creationOf(direct.created().orElseThrow(), HEAD))
        .contains(
            new ContractCreation(
                direct.from(), direct.blockNumber(), direct.index(), direct.hash()));
    assertThat(reader.creationOf(direct.created().orElseThrow(), direct.blockNumber() - 1))
        .isEmpty();
    ExecutedBlock last =
        chain.subList(0, HEAD).reversed().stream()
            .filter(e -> e.valueCalls().stream().anyMatch(PostgresChainReaderTest::creates))
            .findFirst()
            .orElseThrow();
    ValueCall call =
        last.valueCalls().reversed().stream()
            .filter(PostgresChainReaderTest::creates)
            .findFirst()
            .orElseThrow();
    assertThat(reader.creationOf(call.to(), HEAD)).isPresent();
    assertThat(reader.creationOf(Address.of(0x123456), HEAD)).isEmpty();
  }

  private static boolean creates(ValueCall call) {
    return call.kind() == ValueCall.Kind.CREATE || call.kind() == ValueCall.Kind.CREATE2;
  }

  @Test
  void countsTransactionsUpToABlock() {
    assertThat(reader.transactionTotal(HEAD)).isEqualTo(transactions.size());
    assertThat(reader.transactionTotal(0)).isZero();
    assertThat(reader.transactionTotal(-1)).isZero();
  }

  @Test
  void answersPrunedWhereContentsAreNotKept() {
    TestDatabase own = TestDatabase.create();
    ExecutedBlock genesis = TestChains.genesis(chain.getFirst().block());
    try (PostgresChainStore written =
        PostgresChainStore.open(new LocalUnitOfWork(own.pool()), own.source(), "test")) {
      written.create(new Identity(genesis.block().hash(), "{}"), genesis);
      written.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain.subList(0, 5)));
    }
    own.execute("delete from bodies where block_number between 1 and 3");
    own.execute("delete from receipts where block_number between 2 and 3");
    own.execute("insert into pruned_ranges values ('bodies', 1, 3), ('receipts', 2, 3)");
    PostgresChainReader pruned = new PostgresChainReader(own.pool());
    Hash32 second = chain.get(1).block().hash();
    assertThatThrownBy(() -> pruned.block(second))
        .isInstanceOf(PrunedException.class)
        .hasMessage("block 2: bodies are not kept for blocks 1 to 3");
    assertThatThrownBy(() -> pruned.receipts(second)).isInstanceOf(PrunedException.class);
    assertThat(pruned.receipts(chain.getFirst().block().hash())).isPresent();
    assertThat(pruned.header(second)).isPresent();
  }
}
