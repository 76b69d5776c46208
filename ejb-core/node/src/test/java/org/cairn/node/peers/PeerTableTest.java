package org.cairn.node.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.DisconnectReason;
import org.cairn.protocol.devp2p.Enode;
import org.junit.jupiter.api.Test;

class PeerTableTest {
  private static final Bytes ID = Bytes.wrap(new byte[64]);
  private static final Capability ETH = new Capability("eth", 68);
  private static final PeerStatistics STATISTICS =
      new PeerStatistics(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);

  private final PeerTable table = new PeerTable();

  private static PeerEvent.Greeted greeted(long connection, List<Capability> shared) {
    Peer peer = new Peer(connection, ID, "client", List.of(ETH), shared, "127.0.0.1:1", true);
    return new PeerEvent.Greeted(peer, new DeafLink());
  }

  /** A peer to whom nothing gets through. */
  private static final class DeafLink implements PeerLink {
    @Override
    public boolean send(Capability capability, int id, Bytes payload) {
      return false;
    }

    @Override
    public void disconnect(DisconnectReason reason) {}
  }

  @Test
  void saysNothingOfANetworkThatDoesNotRun() {
    assertThat(table.network()).isEmpty();
    assertThat(table.statistics()).isEmpty();
    start();
    table.onEvent(greeted(1, List.of(ETH)));
    table.onEvent(new PeerEvent.NetworkStopped());
    assertThat(table.network()).isEmpty();
    assertThat(table.statistics()).isEmpty();
    assertThat(table.peers()).isEmpty();
  }

  private void start() {
    Enode enode = new Enode(ID, "10.0.0.1", 30303, 30303);
    table.onEvent(new PeerEvent.NetworkStarted(enode, "0.0.0.0", () -> STATISTICS));
  }

  @Test
  void countsOnlyPeersWithASharedCapability() {
    start();
    table.onEvent(greeted(2, List.of(ETH)));
    table.onEvent(greeted(1, List.of(ETH)));
    table.onEvent(greeted(3, List.of()));
    assertThat(table.peers()).extracting(Peer::connection).containsExactly(1L, 2L);
    table.onEvent(new PeerEvent.Left(1, "timeout"));
    table.onEvent(new PeerEvent.Left(3, "useless peer"));
    assertThat(table.network())
        .hasValueSatisfying(network -> {
          assertThat(network.enode()).isEqualTo("enode://" + "0".repeat(128) + "@10.0.0.1:30303");
          assertThat(network.nodeId()).isEqualTo("0".repeat(128));
          assertThat(network.listenAddress()).isEqualTo("0.0.0.0");
          assertThat(network.port()).isEqualTo(30303);
          assertThat(network.peers()).isEqualTo(1);
          assertThat(network.listening()).isTrue();
        });
    assertThat(table.statistics()).hasValue(STATISTICS);
  }

  @Test
  void refusesAMessageThatNobodyOffered() {
    assertThatIllegalStateException()
        .isThrownBy(() -> table.onEvent(new PeerEvent.MessageReceived(1, ETH, 0, Bytes.EMPTY)))
        .withMessageContaining("eth/68");
  }
}
