package org.cairn.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.cairn.cli.CommandException;
import org.cairn.cli.launch.DataDirectory;
import org.cairn.cli.launch.DatabaseAccess;
import org.cairn.cli.launch.PostgresServer;
import org.cairn.node.chain.ChainHead;
import org.cairn.node.job.JobStatus;
import org.cairn.node.job.Jobs;
import org.cairn.node.query.CallLimits;
import org.cairn.protocol.genesis.GenesisException;
import org.cairn.protocol.genesis.Network;
import org.cairn.store.LocalUnitOfWork;
import org.cairn.store.OpenNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a chain into a fresh data directory by the server's code, and says what it took. */
@Command(
    name = "import",
    description = "Imports a chain into a fresh data directory and says what it took.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nThe time runs from the opening of an empty database and an empty directory to the last commit and flush.",
      "CPU seconds include PostgreSQL's. The last line has the columns",
      "seconds cpu_seconds blocks/s tx/s Mgas/s disk_MB rss_MB head_hash"
    })
public final class BenchImportCommand implements Callable<Integer> {
  private static final int CONNECTIONS = 8;
  private static final long POLL_MILLIS = 100;

  @Parameters(
      paramLabel = "CHAIN_DIR",
      description =
          "Directory with genesis.json and chain.rlp.gz, or a file of blocks (with --genesis or --network).")
  private Path chain = Path.of(".");

  @Option(
      names = "--genesis",
      description = "Genesis file; by default genesis.json beside the blocks.")
  private @Nullable Path genesis;

  @Option(names = "--network", description = "A known network instead of a genesis file.")
  private @Nullable String network;

  @Option(names = "--keep", description = "Keep the data in this directory, which must not exist.")
  private @Nullable Path keep;

  @Override
  public Integer call() throws Exception {
    Path file = Files.isDirectory(chain) ? chain.resolve("chain.rlp.gz") : chain;
    if (!Files.isRegularFile(file)) {
      throw new CommandException("there is no chain file " + file);
    }
    String json = genesisJson(file.toRealPath());
    Path directory =
        keep == null ? Files.createTempDirectory("cairn-bench") : Files.createDirectory(keep);
    try (DataDirectory data = DataDirectory.open(directory);
        PostgresServer postgres = PostgresServer.start(data)) {
      System.out.println(measure(data, postgres.access(), json, file.toRealPath()));
    } catch (GenesisException e) {
      throw new CommandException("the genesis file is wrong: " + e.getMessage(), e);
    } finally {
      if (keep == null) {
        delete(directory);
      }
    }
    return 0;
  }

  private String genesisJson(Path file) throws IOException {
    if (network != null) {
      Network known =
          Network.named(network)
              .orElseThrow(() -> new CommandException("there is no network " + network));
      return new String(known.file(), UTF_8);
    }
    return Files.readString(genesis != null ? genesis : file.resolveSibling("genesis.json"));
  }

  private String measure(DataDirectory data, DatabaseAccess access, String genesisJson, Path file)
      throws Exception {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    ExecutorService jobs = Executors.newCachedThreadPool();
    ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    try (HikariDataSource writing = pool(access, false);
        HikariDataSource reading = pool(access, true)) {
      ResourceUse use = new ResourceUse(data.resolve("postgres"));
      long begun = System.nanoTime();
      OpenNode.Settings settings =
          new OpenNode.Settings(
              data.root(),
              genesisJson,
              List.of(file.getParent()),
              new CallLimits(50_000_000, Duration.ofSeconds(5)),
              false);
      OpenNode.Resources resources =
          new OpenNode.Resources(
              writing,
              new LocalUnitOfWork(writing),
              reading,
              workers,
              jobs,
              timers,
              InstantSource.system());
      try (OpenNode node = OpenNode.open(settings, resources, what -> {})) {
        JobStatus done = await(node.jobs(), node.jobs().importChain(file), use);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return result(done, seconds, use, ResourceUse.diskBytes(data.root()), node);
      }
    } finally {
      workers.shutdown();
      jobs.shutdown();
      timers.shutdown();
    }
  }

  private static HikariDataSource pool(DatabaseAccess access, boolean readOnly) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(access.url());
    config.setUsername(access.user());
    config.setPassword(access.password());
    config.setReadOnly(readOnly);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  private static JobStatus await(Jobs jobs, JobStatus started, ResourceUse use)
      throws InterruptedException {
    JobStatus status = started;
    while (!status.ended()) {
      Thread.sleep(POLL_MILLIS);
      use.sampleMemory();
      status = jobs.status(started.id()).orElseThrow();
    }
    if (status.state() != JobStatus.State.DONE) {
      throw new CommandException(status.error().orElse("the import was cancelled"));
    }
    return status;
  }

  private static String result(
      JobStatus done, double seconds, ResourceUse use, long disk, OpenNode node) {
    ChainHead head = node.chain().publisher().head().head();
    return String.format(
        Locale.ROOT,
        "%.2f %.2f %.1f %.1f %.1f %d %d %s",
        seconds,
        use.cpuSecondsSince(),
        done.blocks() / seconds,
        done.transactions() / seconds,
        done.gas() / 1e6 / seconds,
        disk >> 20,
        use.peakMemoryMiB(),
        head.hash());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
