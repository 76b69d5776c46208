package org.cairn.cli.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.cairn.cli.CommandException;

/**
 * The server's ports, checked before it starts: it would start without the part whose port is
 * taken.
 */
record Ports(int offset) {
  static final int EXPLORER = 8080;
  static final int RPC = 8545;
  static final int MANAGEMENT = 9990;
  static final int PEERS = 30303;

  int explorer() {
    return EXPLORER + offset;
  }

  int rpc() {
    return RPC + offset;
  }

  int management() {
    return MANAGEMENT + offset;
  }

  int peers() {
    return PEERS + offset;
  }

  /**
   * Checks that each one is free.
   *
   * @throws CommandException naming the one that is not
   */
  void requireFree() {
    Map.of(
            explorer(),
            "the explorer",
            rpc(),
            "JSON-RPC",
            management(),
            "the management console",
            peers(),
            "peers")
        .forEach((port, purpose) -> {
          try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
          } catch (IOException e) {
            throw new CommandException(
                "port %d, for %s, is taken; choose others with --port-offset."
                    .formatted(port, purpose),
                e);
          }
        });
  }
}
