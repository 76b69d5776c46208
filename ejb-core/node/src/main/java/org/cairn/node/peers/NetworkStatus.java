package org.cairn.node.peers;

import java.util.List;
import java.util.Optional;
import org.cairn.node.Node;

/** What the node knows of its network. Thread-safe. */
public interface NetworkStatus {
  /** The network part as {@link Node#network()} shows it; empty if it does not run. */
  Optional<Node.Network> network();

  /** The network's counters; empty if it does not run. */
  Optional<PeerStatistics> statistics();

  /** The peers with whom we share a capability, the longest connected first. */
  List<Peer> peers();
}
