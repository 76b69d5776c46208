package org.cairn.cli.remote;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command shares which talks to a node. */
final class Endpoint {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      defaultValue = "${env:CAIRN_RPC:-http://127.0.0.1:8545/}",
      description =
          "The node's JSON-RPC address (default: ${DEFAULT-VALUE}; environment CAIRN_RPC).")
  private URI url = URI.create("http://127.0.0.1:8545/");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description =
          "The data directory of a node on this machine, which lets its owner administer it (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "A user with the role cairn-admin, for a node elsewhere; the password is in the environment, CAIRN_PASSWORD.")
  private @Nullable String user;

  RpcClient client() {
    return new RpcClient(url, credentials());
  }

  /** Those of a data directory go to this machine only. */
  private Optional<Credentials> credentials() {
    if (user != null) {
      return Optional.of(
          new Credentials(user, Optional.ofNullable(System.getenv("CAIRN_PASSWORD")).orElse("")));
    }
    return LOOPBACK.contains(String.valueOf(url.getHost()))
        ? Credentials.in(data)
        : Optional.empty();
  }
}
