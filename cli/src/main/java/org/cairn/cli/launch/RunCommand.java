package org.cairn.cli.launch;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.cairn.cli.CommandException;
import org.cairn.cli.Main;
import org.cairn.cli.remote.Credentials;
import org.cairn.cli.remote.ImportCommand;
import org.cairn.cli.remote.RpcClient;
import org.cairn.cli.remote.Summary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a node in the foreground until Ctrl-C, SIGTERM, or the server's own end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a node in the foreground: its database, and the server with explorer and JSON-RPC.",
      "With DB_URL, DB_USER and DB_PASSWORD in the environment it uses that PostgreSQL instead of one of its own."
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup private @Nullable Chain chain;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "2g",
      description = "The server's heap (default: ${DEFAULT-VALUE}).")
  private String heap = "2g";

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Added to every port: 8080 explorer, 8545 JSON-RPC, 9990 console, 30303 peers.")
  private int portOffset;

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      mapFallbackValue = "true",
      description = "Sets a property of the server, for example cairn.rpc.address=0.0.0.0.")
  private Map<String, String> properties = new TreeMap<>();

  @Option(
      names = "--skip-seals",
      description = {
        "Takes blocks of before the merge without a valid seal, as tools make them.",
        "Refused on the public networks."
      })
  private boolean skipSeals;

  @Option(names = "--home", hidden = true, defaultValue = "${env:CAIRN_HOME:-.}")
  private Path home = Path.of(".");

  /** Which chain: of the first start, when none is named. */
  static final class Chain {
    @Option(
        names = "--genesis",
        paramLabel = "FILE",
        description = "Genesis file, as go-ethereum reads it.")
    private @Nullable Path genesis;

    @Option(names = "--network", paramLabel = "NAME", description = "A known network.")
    private @Nullable String network;

    @Option(
        names = "--sample",
        description = "The sample chain (samples/), imported at the first start.")
    private boolean sample;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunOptions options = options();
    Instant begin = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    try (Node node = Node.on(options)) {
      Thread stop = new Thread(() -> stop(node, out), "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      out.printf("Starting Cairn %s in %s ...%n", Main.productVersion(), options.data());
      out.flush();
      node.start();
      awaitReady(node, out);
      Duration took = Duration.between(begin, Instant.now());
      importSample(out);
      announce(node, options, took, out);
      return node.awaitEnd();
    }
  }

  /** The deployment serves before the node is open: bringing up the world state may take long. */
  private void awaitReady(Node node, PrintWriter out) throws InterruptedException {
    String last = "";
    while (node.serverProcess().isAlive()) {
      Optional<String> reason = rpc().notReady();
      if (reason.isEmpty()) {
        return;
      }
      if (!reason.get().equals(last)) {
        last = reason.get();
        out.println("Not ready: " + last);
        out.flush();
      }
      Thread.sleep(200);
    }
  }

  private RunOptions options() {
    if (!heap.matches("[1-9][0-9]{0,9}[kKmMgG]?")) {
      throw new ParameterException(
          spec.commandLine(), "--heap is a size such as 900m or 2g, not " + heap);
    }
    if (portOffset < 0 || portOffset > 30_000) {
      throw new ParameterException(spec.commandLine(), "--port-offset is between 0 and 30000");
    }
    Optional<Path> genesis = genesis().map(path -> path.toAbsolutePath().normalize());
    if (genesis.isPresent() && !Files.isReadable(genesis.get())) {
      throw new CommandException("the genesis file %s cannot be read.".formatted(genesis.get()));
    }
    Map<String, String> all = new TreeMap<>(properties);
    if (skipSeals) {
      all.put("cairn.skipSeals", "true");
    }
    return new RunOptions(
        home.toAbsolutePath().normalize(),
        data.toAbsolutePath().normalize(),
        genesis,
        chain == null ? Optional.empty() : Optional.ofNullable(chain.network),
        heap,
        portOffset,
        all);
  }

  private Optional<Path> genesis() {
    if (chain == null) {
      return Optional.empty();
    }
    return chain.sample
        ? Optional.of(home.resolve("samples/genesis.json"))
        : Optional.ofNullable(chain.genesis);
  }

  private void importSample(PrintWriter out) {
    if (chain == null || !chain.sample) {
      return;
    }
    try {
      RpcClient rpc = rpc();
      if (rpc.call("eth_blockNumber").asText().equals("0x0")) {
        ImportCommand.importFiles(rpc, List.of(home.resolve("samples/chain.rlp.gz")), out);
      }
    } catch (CommandException e) { // the node runs, and can be asked why
      out.println("The sample chain is not imported: " + e.getMessage());
    }
    out.flush();
  }

  private RpcClient rpc() {
    return new RpcClient(
        URI.create("http://127.0.0.1:" + new Ports(portOffset).rpc() + "/"), Credentials.in(data));
  }

  private void announce(Node node, RunOptions options, Duration took, PrintWriter out) {
    Ports ports = new Ports(portOffset);
    out.printf(Locale.ROOT, "Cairn is ready after %.1f s.%n", took.toMillis() / 1000.0);
    try {
      Summary.of(rpc(), Instant.now()).forEach((name, value) -> line(out, name, value));
    } catch (CommandException e) {
      line(out, "JSON-RPC", e.getMessage());
    }
    line(out, "explorer", "http://127.0.0.1:" + ports.explorer() + "/");
    line(out, "JSON-RPC", "http://127.0.0.1:" + ports.rpc() + "/");
    boolean user = ServerUsers.of(options.data()).hasManager();
    line(
        out,
        "console",
        "http://127.0.0.1:"
            + ports.management()
            + "/console"
            + (user ? "" : "  (no user yet: ./cairn admin-user NAME)"));
    line(out, "data", options.data().toString());
    line(out, "database", node.database().description());
    line(out, "log", options.data().resolve("server/log/server.log").toString());
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private static void line(PrintWriter out, String name, @Nullable String value) {
    out.printf("  %-10s %s%n", name, value);
  }

  private static void stop(Node node, PrintWriter out) {
    if (!node.isClosed()) {
      out.println("Stopping ...");
      out.flush();
      node.close();
      out.println("Stopped: the server first, then the database.");
      out.flush();
    }
  }
}
