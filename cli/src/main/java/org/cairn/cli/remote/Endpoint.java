package org.cairn.cli.remote;

import java.net.URI;
import picocli.CommandLine.Option;

/** The options that every command shares which talks to a node. */
final class Endpoint {
  @Option(
      names = "--rpc",
      paramLabel = "URL",
      defaultValue = "${env:CAIRN_RPC:-http://127.0.0.1:8545/}",
      description =
          "The node's JSON-RPC address (default: ${DEFAULT-VALUE}; environment CAIRN_RPC).")
  private URI url = URI.create("http://127.0.0.1:8545/");

  RpcClient client() {
    return new RpcClient(url);
  }
}
