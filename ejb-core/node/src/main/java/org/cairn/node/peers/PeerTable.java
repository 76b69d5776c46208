package org.cairn.node.peers;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cairn.node.Node;
import org.cairn.protocol.devp2p.Enode;

/**
 * Keeps who is connected, from the events of the network. One instance a node; thread-safe.
 *
 * <p>A capability's messages find no taker yet: none is offered, so none comes.
 */
public final class PeerTable implements PeerListener, NetworkStatus {
  private final Map<Long, Peer> peers = new ConcurrentHashMap<>();
  private volatile Optional<PeerEvent.NetworkStarted> started = Optional.empty();

  @Override
  public void onEvent(PeerEvent event) {
    switch (event) {
      case PeerEvent.NetworkStarted start -> started = Optional.of(start);
      case PeerEvent.NetworkStopped stop -> {
        started = Optional.empty();
        peers.clear();
      }
      case PeerEvent.Greeted greeted -> add(greeted.peer());
      case PeerEvent.Left left -> peers.remove(left.connection());
      case PeerEvent.MessageReceived message ->
          throw new IllegalStateException(
              "no handler for messages of " + message.capability() + ", which was not offered");
    }
  }

  private void add(Peer peer) {
    if (!peer.shared().isEmpty()) {
      peers.put(peer.connection(), peer);
    }
  }

  @Override
  public Optional<Node.Network> network() {
    return started.map(this::describe);
  }

  private Node.Network describe(PeerEvent.NetworkStarted start) {
    Enode enode = start.enode();
    String nodeId = enode.nodeId().toString().substring(2);
    return new Node.Network(
        enode.toString(), nodeId, start.listenAddress(), enode.port(), peers.size(), true);
  }

  @Override
  public Optional<PeerStatistics> statistics() {
    return started.map(start -> start.statistics().get());
  }

  @Override
  public List<Peer> peers() {
    return peers.values().stream().sorted(Comparator.comparingLong(Peer::connection)).toList();
  }
}
