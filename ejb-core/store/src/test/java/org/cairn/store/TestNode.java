package org.cairn.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.cairn.node.chain.ImportResult;
import org.cairn.node.job.JobStatus;
import org.cairn.node.query.CallLimits;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.EthashCaches;
import org.cairn.protocol.types.Block;
import org.cairn.store.postgres.TableDigest;

/** A node in this process, on a database and a directory that outlive it. */
final class TestNode implements AutoCloseable {
  private static final EthashCaches CACHES = new EthashCaches(2);

  private final DataSource database;
  private final HikariDataSource pool;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final ExecutorService jobs = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final OpenNode node;

  private TestNode(
      DataSource database, Path data, String genesisJson, boolean skipSeals, InstantSource clock)
      throws IOException {
    this.database = database;
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(6);
    config.setMinimumIdle(1);
    pool = new HikariDataSource(config);
    try {
      node = start(data, genesisJson, skipSeals, clock);
    } catch (IOException | RuntimeException e) {
      closeResources();
      throw e;
    }
  }

  private OpenNode start(Path data, String genesisJson, boolean skipSeals, InstantSource clock)
      throws IOException {
    OpenNode.Settings settings =
        new OpenNode.Settings(
            data,
            genesisJson,
            List.of(data.toAbsolutePath()),
            new CallLimits(50_000_000, Duration.ofSeconds(5)),
            skipSeals);
    OpenNode.Resources resources =
        new OpenNode.Resources(
            pool, new LocalUnitOfWork(pool), pool, workers, jobs, timers, clock, CACHES);
    return OpenNode.open(settings, resources, what -> {});
  }

  static TestNode open(DataSource database, Path data) {
    return open(database, data, TestBranch.genesisJson());
  }

  static TestNode open(DataSource database, Path data, String genesisJson) {
    return open(database, data, genesisJson, true, InstantSource.system());
  }

  static TestNode open(
      DataSource database, Path data, String genesisJson, boolean skipSeals, InstantSource clock) {
    try {
      return new TestNode(database, data, genesisJson, skipSeals, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OpenNode node() {
    return node;
  }

  Hash32 head() {
    return node.chain().publisher().head().head().hash();
  }

  ImportResult offer(Block block) {
    return node.chain().writer().importBlock(block);
  }

  /** Imports as a file would be; returns what became of each block. */
  List<ImportResult> importAll(List<Block> blocks) {
    List<ImportResult> results = new ArrayList<>();
    Iterator<Block> rest = blocks.iterator();
    node.chain()
        .writer()
        .importAll(
            () -> {
              if (!rest.hasNext()) {
                return Optional.empty();
              }
              Block block = rest.next();
              return Optional.of(() -> block);
            },
            (block, result) -> results.add(result),
            () -> false);
    return results;
  }

  /** Imports a file by a job, waits for the job's end and returns its last state. */
  JobStatus importFile(Path file) {
    return ended(node.jobs().importChain(file));
  }

  /** Waits for a job's end and returns its last state. */
  JobStatus ended(JobStatus started) {
    JobStatus status = started;
    try {
      while (!status.ended()) {
        Thread.sleep(2);
        status = node.jobs().status(status.id()).orElseThrow();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return status;
  }

  /** Digest of every table, by name, blocks beside the canonical chain left out. */
  Map<String, String> digests() {
    try (Connection connection = database.getConnection()) {
      return TableDigest.of(connection, true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    node.close();
    closeResources();
  }

  private void closeResources() {
    jobs.shutdownNow();
    timers.shutdownNow();
    workers.shutdownNow();
    pool.close();
  }
}
