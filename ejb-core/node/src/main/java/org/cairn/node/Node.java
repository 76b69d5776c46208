package org.cairn.node;

import java.util.Optional;
import org.cairn.node.job.Jobs;
import org.cairn.node.query.ChainView;

/** A running node, as its faces (JSON-RPC, explorer, command line) see it. Thread-safe. */
public interface Node {
  /** Whether the node answers, and if not yet or not any more, why. */
  Readiness readiness();

  /**
   * The chain at its present head; the caller closes it. Throws IllegalStateException unless ready.
   */
  ChainView view();

  Jobs jobs();

  /** Name and version as {@code web3_clientVersion} prints it. */
  String clientVersion();

  /** What the network part says of itself; empty if it does not run. */
  Optional<Network> network();

  /** Whether the node answers. {@code reason} is empty if it does. */
  record Readiness(boolean ready, String reason) {}

  /**
   * The network part.
   *
   * @param enode the URL by which peers reach the node
   * @param nodeId public key of the node, 128 hex digits
   */
  record Network(
      String enode, String nodeId, String listenAddress, int port, int peers, boolean listening) {}
}
