package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.cairn.cli.CommandException;
import org.cairn.cli.launch.DataDirectory;
import org.cairn.cli.launch.PostgresServer;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.trie.Parallel;
import org.cairn.store.postgres.DurabilitySettings;
import org.cairn.store.postgres.TableDigest;
import org.cairn.store.rocks.RocksWorldState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server, and in every other round the database with it, at random moments of an import.
 * The judge stands outside: what JSON-RPC has said of the head must be there after the restart.
 */
class CrashIT {
  private static final int ROUNDS =
      Integer.getInteger("cairn.crash.rounds", Boolean.getBoolean("cairn.all") ? 50 : 5);
  private static final int LONGEST_MILLIS = ROUNDS > 10 ? 1_500 : 4_000;
  private static final String OPEN_TRANSACTIONS =
      "select count(*) from pg_stat_activity"
          + " where application_name = 'cairn' and backend_xid is not null";

  /** Fewer rounds than this may all miss the moments at which a transaction is open. */
  private static final int ENOUGH_TO_COUNT = 50;

  @TempDir Path directory;

  private final long seed = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
  private final Random random = new Random(seed);
  private final Path chain = chain();
  private int lives;

  private int insideTransactions;

  /** The recorded chain if it is there, the sample else. */
  private static Path chain() {
    Path recorded = Path.of(System.getProperty("cairn.shared", "none"), "chains/clique-transfers");
    if (Files.isDirectory(recorded)) {
      return recorded;
    }
    System.out.println(recorded + " is missing: CrashIT imports the sample chain");
    return Path.of(System.getProperty("cairn.home"), "samples");
  }

  private NodeProcess start() throws IOException, InterruptedException {
    return NodeProcess.start(
        directory.resolve("life" + lives),
        NodeProcess.freeOffset(),
        "--genesis=" + chain.resolve("genesis.json"),
        "-Dcairn.import.directories=" + chain);
  }

  @Test
  void losesNothingThatItHasShown() throws Exception {
    System.out.println("CrashIT runs with -Dcairn.seed=" + seed);
    Map<String, String> clean = cleanImport();
    long shown = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (NodeProcess node = start()) {
        long head = head(node);
        assertThat(head)
            .as("head after round %d, seed %d", round, seed)
            .isGreaterThanOrEqualTo(shown);
        assertDurable(node);
        shown = importUntilKilled(node, round, head);
      }
      if (shown == lastBlock()) {
        finish(clean);
        lives++;
        shown = 0;
      }
    }
    finish(clean);
    System.out.printf("%d of %d kills fell inside a transaction%n", insideTransactions, ROUNDS);
    if (ROUNDS >= ENOUGH_TO_COUNT) {
      assertThat(insideTransactions).as("seed %d", seed).isGreaterThanOrEqualTo(ROUNDS / 5);
    }
  }

  private static long head(NodeProcess node) {
    return Long.decode(node.call("eth_blockNumber").asText());
  }

  private long lastBlock() {
    return chain.endsWith("clique-transfers") ? 2_000 : 300;
  }

  /** A database that outlived its node is not left behind when the test fails. */
  @AfterEach
  void stopDatabases() throws IOException {
    for (int life = 0; life <= lives; life++) {
      Path pid = directory.resolve("life" + life).resolve("postgres/postmaster.pid");
      if (Files.exists(pid)) {
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  /** Returns the highest head that was seen before the end. */
  private long importUntilKilled(NodeProcess node, int round, long head) throws Exception {
    try (Connection database = connect(node.data());
        HeadWatch watch = new HeadWatch(node, head)) {
      node.call("admin_importChain", chain.resolve("chain.rlp.gz").toString());
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
      if (random.nextBoolean()) {
        awaitTransaction(database);
      }
      insideTransactions += openTransactions(database) > 0 ? 1 : 0;
      if (round % 2 == 0) {
        node.killServer();
      } else {
        node.killAll();
      }
      return watch.highest();
    }
  }

  /** Waits for a block's transaction to open, not for ever: the import may be done. */
  private static void awaitTransaction(Connection database) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (openTransactions(database) == 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private static int openTransactions(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(OPEN_TRANSACTIONS)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static Connection connect(Path data) throws IOException, SQLException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(data.resolve("database.properties"))) {
      properties.load(in);
    }
    return DriverManager.getConnection(
        properties.getProperty("url"),
        properties.getProperty("user"),
        properties.getProperty("password"));
  }

  private static void assertDurable(NodeProcess node) throws IOException, SQLException {
    try (Connection database = connect(node.data())) {
      DurabilitySettings settings = DurabilitySettings.read(database);
      assertThat(settings.fsync()).isTrue();
      assertThat(settings.fullPageWrites()).isTrue();
      assertThat(settings.synchronousCommit()).isEqualTo("on");
    }
  }

  /** Imports the rest; everything is as if nobody had killed anything. */
  private void finish(Map<String, String> clean) throws Exception {
    Path data = directory.resolve("life" + lives);
    try (NodeProcess node = start()) {
      String job =
          node.call("admin_importChain", chain.resolve("chain.rlp.gz").toString()).asText();
      assertThat(node.awaitJob(job)).isEqualTo("done");
      assertThat(head(node)).isEqualTo(lastBlock());
      try (Connection database = connect(data)) {
        assertThat(TableDigest.of(database, false)).as("seed %d", seed).isEqualTo(clean);
      }
      node.terminate();
    }
    assertStateIsWhole(data);
  }

  private static void assertStateIsWhole(Path data) throws SQLException {
    try (DataDirectory held = DataDirectory.open(data);
        PostgresServer server = PostgresServer.start(held);
        Connection database =
            DriverManager.getConnection(
                server.access().url(), server.access().user(), server.access().password());
        Statement statement = database.createStatement();
        ResultSet head = statement.executeQuery("select state_root from head");
        RocksWorldState state =
            RocksWorldState.open(
                data.resolve("state"),
                new RocksWorldState.Limits(16 << 20, 16 << 20, 16 << 20),
                Parallel.SEQUENTIAL)) {
      head.next();
      assertThat(state.recomputeRoot()).isEqualTo(Hash32.of(head.getBytes(1)));
    }
  }

  /** The tables' digests of a node that imported the chain in peace. */
  private Map<String, String> cleanImport() throws Exception {
    Path data = directory.resolve("clean");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "org.cairn.cli.Main",
                "bench",
                "import",
                "--keep=" + data,
                chain.toString()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    try (DataDirectory held = DataDirectory.open(data);
        PostgresServer server = PostgresServer.start(held);
        Connection database =
            DriverManager.getConnection(
                server.access().url(), server.access().user(), server.access().password())) {
      return TableDigest.of(database, false);
    }
  }

  /** Asks for the head all the time and remembers the highest. */
  private static final class HeadWatch implements AutoCloseable {
    private final NodeProcess node;
    private final Thread thread;
    private volatile long highest;
    private volatile boolean ended;

    HeadWatch(NodeProcess node, long head) {
      this.node = node;
      this.highest = head;
      this.thread = Thread.ofPlatform().start(this::watch);
    }

    private void watch() {
      while (!ended) {
        try {
          highest = Math.max(highest, head(node));
          Thread.sleep(5);
        } catch (CommandException e) {
          // The server is being killed, or has been.
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    /** Ends the watch and returns what it has seen. */
    long highest() throws InterruptedException {
      ended = true;
      thread.join();
      return highest;
    }

    @Override
    public void close() {
      ended = true;
      thread.interrupt();
    }
  }
}
