package org.cairn.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.cairn.node.chain.Chain;
import org.cairn.node.job.ChainJobs;
import org.cairn.node.job.Jobs;
import org.cairn.node.query.CallLimits;
import org.cairn.node.query.ChainReader;
import org.cairn.node.query.ChainViews;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.consensus.EthashCaches;
import org.cairn.protocol.crypto.KeccakBatch;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.store.postgres.PostgresChainReader;
import org.cairn.store.postgres.PostgresChainStore;
import org.cairn.store.postgres.Schema;
import org.cairn.store.rocks.RocksWorldState;

/**
 * A node on its storage: the one place where database, world state and chain are put together, for
 * the server, the command line, benchmarks and tests alike. Thread-safe.
 */
public final class OpenNode implements AutoCloseable {
  /**
   * What the node is told.
   *
   * @param data directory of the node; the world state is below it
   * @param genesisJson the genesis file
   * @param importDirectories directories besides the node's own from which chains may be imported
   * @param skipSeals whether seals of blocks before the merge are left unchecked
   */
  public record Settings(
      Path data,
      String genesisJson,
      List<Path> importDirectories,
      CallLimits calls,
      boolean skipSeals) {}

  /**
   * What the node works with.
   *
   * @param database for migrations and the lock; the same database as {@code writing}
   * @param reading data source of read-only queries
   * @param workers run the parts of an import that need no order
   * @param jobs run imports and exports
   * @param timers end calls that take too long
   * @param ethash caches for checking proof of work, which nodes in one process may share
   */
  public record Resources(
      DataSource database,
      UnitOfWork writing,
      DataSource reading,
      Executor workers,
      Executor jobs,
      ScheduledExecutorService timers,
      InstantSource clock,
      EthashCaches ethash) {

    /** A node with caches of its own. */
    public Resources(
        DataSource database,
        UnitOfWork writing,
        DataSource reading,
        Executor workers,
        Executor jobs,
        ScheduledExecutorService timers,
        InstantSource clock) {
      this(database, writing, reading, workers, jobs, timers, clock, new EthashCaches(2));
    }
  }

  private final PostgresChainStore store;
  private final WorldState states;
  private final Chain chain;
  private final ChainViews views;
  private final ChainReader reader;
  private final Jobs jobs;

  private OpenNode(
      PostgresChainStore store,
      WorldState states,
      Chain chain,
      ChainViews views,
      ChainReader reader,
      Jobs jobs) {
    this.store = store;
    this.states = states;
    this.chain = chain;
    this.views = views;
    this.reader = reader;
    this.jobs = jobs;
  }

  /**
   * Opens the node: migrates the database, takes possession of it and of the data directory, and
   * brings both to one head.
   *
   * @param progress told in words what is being done
   * @throws org.cairn.node.chain.FencedException if another node has the database
   * @throws org.cairn.node.chain.StoreException if another process has the directory of the world
   *     state
   * @throws org.cairn.node.chain.ChainRefusedException if the chain is another one or cannot be
   *     opened
   */
  public static OpenNode open(Settings settings, Resources resources, Consumer<String> progress)
      throws IOException {
    Genesis genesis = Genesis.parse(settings.genesisJson().getBytes(UTF_8));
    KeccakBatch.warmUpWhenWorthwhile(resources.workers());
    progress.accept("the database schema is being brought up to date");
    Schema.migrate(resources.database());
    PostgresChainStore store =
        PostgresChainStore.open(
            resources.writing(), resources.database(), "the node on " + settings.data());
    WorldState states = null;
    try {
      states =
          RocksWorldState.open(
              Files.createDirectories(settings.data().resolve("state")),
              RocksWorldState.Limits.DEFAULT,
              new SharedWork(resources.workers()));
      return assemble(settings, resources, genesis, store, states, progress);
    } catch (IOException | RuntimeException e) {
      if (states != null) {
        states.close();
      }
      store.close();
      throw e;
    }
  }

  private static OpenNode assemble(
      Settings settings,
      Resources resources,
      Genesis genesis,
      PostgresChainStore store,
      WorldState states,
      Consumer<String> progress)
      throws IOException {
    Chain chain =
        Chain.open(
            new Chain.Origin(
                genesis, settings.genesisJson(), settings.skipSeals(), resources.ethash()),
            store,
            states,
            resources.workers(),
            resources.clock(),
            number -> progress.accept("the world state is being brought up: block " + number));
    ChainReader reader = new PostgresChainReader(resources.reading());
    ChainViews views = new ChainViews(chain, reader, states, settings.calls(), resources.timers());
    Jobs jobs =
        new ChainJobs(
            chain,
            reader,
            store,
            settings.data().resolve("exchange"),
            settings.importDirectories(),
            resources.jobs(),
            resources.clock());
    return new OpenNode(store, states, chain, views, reader, jobs);
  }

  /** Name and version, as other clients print theirs. */
  public static String clientVersion() {
    String version = OpenNode.class.getPackage().getImplementationVersion();
    return "Cairn/v"
        + (version == null ? "development" : version)
        + "/"
        + System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT)
        + "-"
        + System.getProperty("os.arch")
        + "/java"
        + Runtime.version().feature();
  }

  public Chain chain() {
    return chain;
  }

  public ChainViews views() {
    return views;
  }

  public ChainReader reader() {
    return reader;
  }

  public WorldState states() {
    return states;
  }

  public Jobs jobs() {
    return jobs;
  }

  public long headNumber() {
    return chain.publisher().head().head().number();
  }

  /** Waits for a running import to stop at the next block, then closes storage. */
  @Override
  public void close() {
    chain.writer().stop();
    states.close();
    store.close();
  }
}
