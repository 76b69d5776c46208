package org.cairn.beans;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.cairn.node.Node;
import org.cairn.node.job.Jobs;
import org.cairn.node.peers.PeerListener;
import org.cairn.node.peers.PeerTable;
import org.cairn.node.query.ChainView;
import org.cairn.store.OpenNode;

/**
 * The node that the rest of the deployment sees; {@link NodeLifecycle} puts the real one behind it.
 * Thread-safe.
 */
@ApplicationScoped
public class ServerNode implements Node {
  private volatile Readiness readiness = new Readiness(false, "the node is being opened");
  private volatile Optional<OpenNode> open = Optional.empty();
  private final PeerTable peers = new PeerTable();

  void opening(String what) {
    readiness = new Readiness(false, what);
  }

  void opened(OpenNode opened) {
    open = Optional.of(opened);
    readiness = new Readiness(true, "");
  }

  void refused(String why) {
    readiness = new Readiness(false, why);
  }

  void close() {
    readiness = new Readiness(false, "the node is stopping");
    Optional<OpenNode> closing = open;
    open = Optional.empty();
    closing.ifPresent(OpenNode::close);
  }

  /** Where the events of the network go. */
  PeerListener peers() {
    return peers;
  }

  private OpenNode require() {
    return open.orElseThrow(() -> new IllegalStateException(readiness.reason()));
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public ChainView view() {
    return require().views().open();
  }

  @Override
  public Jobs jobs() {
    return require().jobs();
  }

  @Override
  public String clientVersion() {
    return OpenNode.clientVersion();
  }

  @Override
  public Optional<Network> network() {
    return peers.network();
  }
}
