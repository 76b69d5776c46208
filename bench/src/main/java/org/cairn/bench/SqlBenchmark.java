package org.cairn.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.store.LocalUnitOfWork;
import org.cairn.store.postgres.PostgresChainStore;
import org.cairn.store.postgres.Schema;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What storing blocks costs: CPU of this process and of PostgreSQL, and bytes on disk, for each
 * transaction. Blocks are those of a recorded chain; senders and outcomes are made up beforehand.
 *
 * <p>Arguments: a file of gzipped blocks; blocks in a commit (64); runs (3).
 */
public final class SqlBenchmark {
  private static final Hash32 TRANSFER =
      Hash32.of("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

  /** Where fields of /proc/PID/stat stand behind the state: parent; user and system time. */
  private static final int PARENT = 0;

  private static final int TIMES = 10;

  private SqlBenchmark() {}

  public static void main(String[] args) throws IOException, SQLException {
    Path file = Path.of(args[0]);
    int group = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    List<ExecutedBlock> chain = executed(read(file));
    try (EmbeddedPostgres server = start()) {
      for (int run = 1; run <= runs; run++) {
        String name = "run" + run;
        execute(source(server, "postgres"), "create database " + name);
        DataSource source = source(server, name);
        Schema.migrate(source);
        measure(source, chain, group);
      }
    }
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "2GB")
        .start();
  }

  private static DataSource source(EmbeddedPostgres server, String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {server.getPort()});
    source.setUser("postgres");
    source.setDatabaseName(database);
    return source;
  }

  private static HikariDataSource pool(DataSource source) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(2);
    return pool;
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void measure(DataSource source, List<ExecutedBlock> chain, int group)
      throws SQLException, IOException {
    try (HikariDataSource pool = pool(source);
        PostgresChainStore store =
            PostgresChainStore.open(new LocalUnitOfWork(pool), source, "benchmark")) {
      Block first = chain.getFirst().block();
      Header zero = new Header.Builder().build();
      Block genesis = new Block(zero, BlockBody.EMPTY, first.header().parentHash());
      store.create(new Identity(genesis.hash(), "{}"), executed(genesis, U256.ZERO));
      long bytesBefore = bytes(source);
      long javaBefore = javaCpu();
      long serverBefore = serverCpu(source);
      long start = System.nanoTime();
      List<Long> commits = write(store, chain, group);
      long nanos = System.nanoTime() - start;
      execute(source, "checkpoint");
      long java = javaCpu() - javaBefore;
      long server = serverCpu(source) - serverBefore;
      report(chain, nanos, java, server, bytes(source) - bytesBefore, commits);
      sizes(source);
    }
  }

  private static List<Long> write(PostgresChainStore store, List<ExecutedBlock> chain, int group) {
    List<Long> commits = new ArrayList<>();
    for (int from = 0; from < chain.size(); from += group) {
      List<ExecutedBlock> blocks = chain.subList(from, Math.min(from + group, chain.size()));
      long start = System.nanoTime();
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), blocks));
      commits.add(System.nanoTime() - start);
    }
    return commits;
  }

  private static void report(
      List<ExecutedBlock> chain,
      long nanos,
      long java,
      long server,
      long bytes,
      List<Long> commits) {
    double transactions = chain.stream().mapToLong(e -> e.block().transactions().size()).sum();
    long[] sorted = commits.stream().mapToLong(n -> n).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%.0f tx, %.2f s, %.0f tx/s, CPU a tx: Java %.1f us + PostgreSQL %.1f us = %.1f us,"
            + " %.0f bytes a tx, commit p50 %.2f ms, p99 %.2f ms%n",
        transactions,
        nanos / 1e9,
        transactions / (nanos / 1e9),
        java / 1e3 / transactions,
        server / 1e3 / transactions,
        (java + server) / 1e3 / transactions,
        bytes / transactions,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6);
  }

  private static long bytes(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void sizes(DataSource source) throws SQLException {
    String query =
        """
        select relname, pg_table_size(oid), pg_indexes_size(oid) from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace
        and pg_total_relation_size(oid) > 100000 order by 1
        """;
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      StringBuilder line = new StringBuilder(" ");
      while (row.next()) {
        line.append(
            String.format(
                Locale.ROOT,
                " %s %.1f+%.1f MB",
                row.getString(1),
                row.getLong(2) / 1e6,
                row.getLong(3) / 1e6));
      }
      System.out.println(line);
    }
  }

  private static long javaCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** CPU time of the server's processes, of those that have ended too, in nanoseconds. */
  private static long serverCpu(DataSource source) throws IOException, SQLException {
    long postmaster = postmaster(source);
    long ticks = 0;
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        long[] fields = stat(process);
        if (Long.parseLong(process.getFileName().toString()) == postmaster) {
          ticks += Arrays.stream(fields, TIMES, TIMES + 4).sum();
        } else if (fields[PARENT] == postmaster) {
          ticks += Arrays.stream(fields, TIMES, TIMES + 2).sum();
        }
      }
    }
    return ticks * 10_000_000;
  }

  private static long postmaster(DataSource source) throws IOException, SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return stat(Path.of("/proc", row.getString(1)))[PARENT];
    }
  }

  /** Fields behind the state, the parent's number first; zeros if the process has ended. */
  private static long[] stat(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 4).split(" ", -1);
      return Arrays.stream(fields, 0, TIMES + 4).mapToLong(Long::parseLong).toArray();
    } catch (IOException e) {
      return new long[TIMES + 4];
    }
  }

  private static List<Block> read(Path file) throws IOException {
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      RlpReader reader = RlpReader.of(in.readAllBytes());
      List<Block> blocks = new ArrayList<>();
      while (reader.hasNext()) {
        blocks.add(Block.read(reader));
      }
      return blocks;
    }
  }

  private static List<ExecutedBlock> executed(List<Block> blocks) {
    List<ExecutedBlock> chain = new ArrayList<>();
    U256 total = U256.ZERO;
    for (Block block : blocks) {
      total = total.plus(block.header().difficulty());
      chain.add(executed(block, total));
    }
    return chain;
  }

  private static ExecutedBlock executed(Block block, U256 totalDifficulty) {
    List<Address> senders = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    Map<Address, AccountChange> accounts = new HashMap<>();
    long gas = 0;
    for (Transaction transaction : block.transactions()) {
      Hash32 seed = transaction.hash();
      Address sender = Address.lastOf(sender(seed.at(0) % 100));
      senders.add(sender);
      boolean call = transaction.data().length() >= 68;
      gas += call ? 41_000 : 21_000;
      List<Log> logs = call ? List.of(transfer(transaction, sender)) : List.of();
      receipts.add(Receipt.ofStatus(transaction.type(), true, gas, logs));
      Address to = transaction.to().orElse(Address.ZERO);
      accounts.put(to, change(seed, Map.of()));
      Map<U256, U256> slots =
          call ? Map.of(U256.of(seed), U256.of(10_000_000), U256.ONE, U256.ONE) : Map.of();
      accounts.put(sender, change(seed, slots));
    }
    return new ExecutedBlock(
        block,
        totalDifficulty,
        Address.of(7),
        senders,
        receipts,
        List.of(),
        new StateDelta(accounts, Map.of()));
  }

  private static AccountChange change(Hash32 seed, Map<U256, U256> slots) {
    U256 balance = U256.of(0, 0, 1, seed.word(1));
    return new AccountChange.Updated(5, balance, Account.EMPTY_CODE_HASH, false, slots);
  }

  private static Hash32 sender(int i) {
    return org.cairn.protocol.crypto.Keccak256.hash(new byte[] {(byte) i});
  }

  /** The log of an ERC-20 transfer, the recipient taken from the call data. */
  private static Log transfer(Transaction transaction, Address sender) {
    byte[] from = new byte[32];
    sender.copyTo(from, 12);
    Bytes data = transaction.data();
    return new Log(
        transaction.to().orElse(Address.ZERO),
        List.of(TRANSFER, Hash32.of(from), Hash32.read(data.shared(), 4)),
        data.slice(36, 68));
  }
}
