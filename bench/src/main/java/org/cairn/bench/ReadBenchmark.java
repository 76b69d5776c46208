package org.cairn.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.PageKey;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Log;
import org.cairn.store.LocalUnitOfWork;
import org.cairn.store.postgres.PostgresChainReader;
import org.cairn.store.postgres.PostgresChainStore;
import org.cairn.store.postgres.Schema;

/**
 * How long queries take on a recorded chain, of which one address sent every transaction.
 *
 * <p>Argument: a file of gzipped blocks.
 */
public final class ReadBenchmark {
  private static final Address BUSY = Address.of(4711);
  private static final int PAGE = 25;

  private final PostgresChainReader reader;
  private final List<ExecutedBlock> chain;
  private final long head;
  private final Random random = new Random(1);

  private ReadBenchmark(PostgresChainReader reader, List<ExecutedBlock> chain) {
    this.reader = reader;
    this.chain = chain;
    this.head = chain.getLast().block().number();
  }

  public static void main(String[] args) throws IOException, SQLException {
    List<ExecutedBlock> chain = new ArrayList<>();
    for (ExecutedBlock block : RecordedChain.executed(RecordedChain.read(Path.of(args[0])))) {
      chain.add(sentByOne(block));
    }
    try (EmbeddedPostgres server = BenchmarkDatabase.start()) {
      DataSource source = BenchmarkDatabase.source(server, "postgres");
      Schema.migrate(source);
      try (HikariDataSource pool = BenchmarkDatabase.pool(source)) {
        write(pool, source, chain);
        new ReadBenchmark(new PostgresChainReader(pool), chain).run();
      }
    }
  }

  private static ExecutedBlock sentByOne(ExecutedBlock block) {
    return new ExecutedBlock(
        block.block(),
        block.totalDifficulty(),
        block.author(),
        block.senders().stream().map(sender -> BUSY).toList(),
        block.receipts(),
        block.valueCalls(),
        block.delta());
  }

  private static void write(DataSource pool, DataSource keep, List<ExecutedBlock> chain) {
    try (PostgresChainStore store =
        PostgresChainStore.open(new LocalUnitOfWork(pool), keep, "benchmark")) {
      ExecutedBlock genesis = RecordedChain.genesis(chain);
      store.create(new Identity(genesis.block().hash(), "{}"), genesis);
      for (int from = 0; from < chain.size(); from += 64) {
        List<ExecutedBlock> blocks = chain.subList(from, Math.min(from + 64, chain.size()));
        store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), blocks));
      }
    }
  }

  private ExecutedBlock any() {
    ExecutedBlock block = chain.get(random.nextInt(chain.size()));
    return block.senders().isEmpty() ? any() : block;
  }

  private void run() {
    long half = head / 2;
    measure(
        "first page of an address",
        i -> reader.transactionsOfBefore(BUSY, PageKey.NEWEST, PAGE, head));
    measure(
        "middle page of an address",
        i -> reader.transactionsOfBefore(BUSY, new PageKey(half + i, 3), PAGE, head));
    measure(
        "last page of an address",
        i -> reader.transactionsOfAfter(BUSY, PageKey.OLDEST, PAGE, head));
    measure("newest transactions", i -> reader.transactionsBefore(PageKey.NEWEST, PAGE, head));
    measure(
        "transaction by hash",
        i -> reader.locate(any().block().transactions().getFirst().hash(), head));
    measure("block by hash", i -> reader.block(any().block().hash()));
    measure("header by hash", i -> reader.header(any().block().hash()));
    measure("receipts of a block", i -> reader.receipts(any().block().hash()));
    measure("25 summaries", i -> reader.summaries(head - i, PAGE));
    measure("canonical hash", i -> reader.canonicalHash(head - i));
    if (chain.stream().anyMatch(e -> e.receipts().stream().anyMatch(r -> !r.logs().isEmpty()))) {
      logs();
    }
  }

  private void logs() {
    measure(
        "logs by address and recipient, all blocks",
        i -> {
          Log log = any().receipts().getFirst().logs().getFirst();
          Hash32 recipient = log.topics().get(2);
          return reader.logs(
              new LogFilter(
                  0,
                  head,
                  List.of(log.address()),
                  List.of(List.of(log.topics().getFirst()), List.of(), List.of(recipient))),
              10_000,
              head);
        });
    measure(
        "logs of one block",
        i -> reader.logs(new LogFilter(head - i, head - i, List.of(), List.of()), 10_000, head));
  }

  private static void measure(String what, IntFunction<Object> query) {
    long[] nanos = new long[300];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      query.apply(i % 100);
      nanos[i] = System.nanoTime() - start;
    }
    long first = nanos[0];
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-45s first %.2f ms, median %.2f ms, p99 %.2f ms%n",
        what,
        first / 1e6,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6);
  }
}
