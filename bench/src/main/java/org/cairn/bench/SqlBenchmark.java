package org.cairn.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.store.LocalUnitOfWork;
import org.cairn.store.postgres.PostgresChainStore;
import org.cairn.store.postgres.Schema;

/**
 * What storing blocks costs: CPU of this process and of PostgreSQL, and bytes on disk, for each
 * transaction. Blocks are those of a recorded chain; senders and outcomes are made up beforehand.
 *
 * <p>Arguments: a file of gzipped blocks; blocks in a commit (64); runs (3).
 */
public final class SqlBenchmark {
  /** Where fields of /proc/PID/stat stand behind the state: parent; user and system time. */
  private static final int PARENT = 0;

  private static final int TIMES = 10;

  private SqlBenchmark() {}

  public static void main(String[] args) throws IOException, SQLException {
    Path file = Path.of(args[0]);
    int group = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    List<ExecutedBlock> chain = RecordedChain.executed(RecordedChain.read(file));
    try (EmbeddedPostgres server = BenchmarkDatabase.start()) {
      for (int run = 1; run <= runs; run++) {
        String name = "run" + run;
        BenchmarkDatabase.execute(
            BenchmarkDatabase.source(server, "postgres"), "create database " + name);
        DataSource source = BenchmarkDatabase.source(server, name);
        Schema.migrate(source);
        measure(source, chain, group);
      }
    }
  }

  private static void measure(DataSource source, List<ExecutedBlock> chain, int group)
      throws SQLException, IOException {
    try (HikariDataSource pool = BenchmarkDatabase.pool(source);
        PostgresChainStore store =
            PostgresChainStore.open(new LocalUnitOfWork(pool), source, "benchmark")) {
      ExecutedBlock genesis = RecordedChain.genesis(chain);
      store.create(new Identity(genesis.block().hash(), "{}"), genesis);
      long bytesBefore = bytes(source);
      long javaBefore = javaCpu();
      long serverBefore = serverCpu(source);
      long start = System.nanoTime();
      List<Long> commits = write(store, chain, group);
      long nanos = System.nanoTime() - start;
      BenchmarkDatabase.execute(source, "checkpoint");
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
}
