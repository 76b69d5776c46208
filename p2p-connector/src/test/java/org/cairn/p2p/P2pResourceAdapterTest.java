package org.cairn.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.lang.reflect.RecordComponent;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.cairn.node.peers.DialException;
import org.cairn.node.peers.Peer;
import org.cairn.node.peers.PeerDialer;
import org.cairn.node.peers.PeerDialerFactory;
import org.cairn.node.peers.PeerEvent.NetworkStarted;
import org.cairn.node.peers.PeerEvent.NetworkStopped;
import org.cairn.node.peers.PeerStatistics;
import org.cairn.protocol.devp2p.Enode;
import org.jboss.jca.core.spi.statistics.StatisticsPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class P2pResourceAdapterTest {
  @TempDir Path directory;

  private final SmallContainer container = new SmallContainer();
  private final P2pResourceAdapter adapter = new P2pResourceAdapter();
  private final P2pActivationSpec specification = new P2pActivationSpec();

  @BeforeEach
  void configure() {
    adapter.setPort(0);
    adapter.setDataDirectory(directory.toString());
    adapter.start(container);
  }

  @AfterEach
  void stop() {
    adapter.stop();
    container.close();
  }

  private Enode activate() throws ResourceException {
    adapter.endpointActivation(container, specification);
    return container.events.next(NetworkStarted.class).enode();
  }

  @Test
  void listensFromTheActivationToTheDeactivationOfItsEndpoint() throws Exception {
    Enode enode = activate();
    assertThat(container.longRunning).isTrue();
    assertThat(directory.resolve("nodekey")).exists();
    try (Socket somebody = new Socket("127.0.0.1", enode.port())) {
      untilAccepted();
      adapter.endpointDeactivation(container, specification);
      assertThat(somebody.getInputStream().read()).isEqualTo(-1);
    }
    container.events.next(NetworkStopped.class);
    assertThat(container.events.open.get()).isZero();
    assertThat(activate().nodeId()).isEqualTo(enode.nodeId());
  }

  @Test
  void waitsForAnEndpointThatIsNotThereYet() throws Exception {
    container.unavailable.set(3);
    activate();
    assertThat(container.unavailable.get()).isZero();
  }

  @Test
  void servesOneEndpoint() throws Exception {
    activate();
    assertThatExceptionOfType(NotSupportedException.class)
        .isThrownBy(() -> adapter.endpointActivation(container, specification));
  }

  @Test
  void saysWhichPropertyIsWrong() throws Exception {
    adapter.setMaxPeers(0);
    refuses("peers");
    adapter.setMaxPeers(1);
    adapter.setBindAddress("no.such.host.invalid");
    refuses("no.such.host.invalid");
    adapter.setBindAddress("127.0.0.1");
    adapter.setDataDirectory("");
    refuses("dataDirectory");
    adapter.setDataDirectory(directory.toString());
    Files.writeString(directory.resolve("nodekey"), "no key");
    refuses("nodekey");
    Files.delete(directory.resolve("nodekey"));
    try (RunningListener other =
        RunningListener.start(RunningListener.LIMITS, RunningListener.PATIENT)) {
      adapter.setPort(other.enode().port());
      refuses("127.0.0.1:" + other.enode().port());
    }
    adapter.setPort(0);
    activate();
  }

  private void refuses(String why) {
    assertThatExceptionOfType(ResourceException.class)
        .isThrownBy(() -> adapter.endpointActivation(container, specification))
        .withMessageContaining(why);
  }

  @Test
  void showsEveryCounterToTheServer() throws Exception {
    StatisticsPlugin statistics = adapter.getStatistics();
    String[] names =
        Arrays.stream(PeerStatistics.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toArray(String[]::new);
    assertThat(statistics.getNames()).containsExactlyInAnyOrder(names);
    for (String name : names) {
      assertThat(statistics.getValue(name)).isEqualTo(0L);
      assertThat(statistics.getDescription(name)).isNotBlank();
    }
    try (Socket somebody = new Socket("127.0.0.1", activate().port())) {
      assertThat(somebody.isConnected()).isTrue();
      untilAccepted();
    }
  }

  private void untilAccepted() throws InterruptedException {
    while (!adapter.getStatistics().getValue("accepted").equals(1L)) {
      Thread.sleep(5);
    }
  }

  @Test
  void dialsThroughAPooledConnection() throws Exception {
    ManagedDialerFactory managed = new ManagedDialerFactory();
    managed.setResourceAdapter(adapter);
    PeerDialerFactory factory =
        (PeerDialerFactory) managed.createConnectionFactory(new SmallPool());
    try (RunningListener other =
            RunningListener.start(RunningListener.LIMITS, RunningListener.PATIENT);
        PeerDialer dialer = factory.open()) {
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> dialer.dial(other.enode()))
          .withMessageContaining("does not run");
      activate();
      Peer peer = dialer.dial(other.enode());
      assertThat(peer.nodeId()).isEqualTo(other.key.id());
      PeerDialer closed = factory.open();
      closed.close();
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> closed.dial(other.enode()))
          .withMessageContaining("closed");
    }
    assertThatIllegalStateException()
        .isThrownBy(() ->
            ((PeerDialerFactory)
                    new ManagedDialerFactory().createConnectionFactory(new SmallPool()))
                .open());
  }

  /** A pool that keeps nothing. */
  private static final class SmallPool implements ConnectionManager {
    private static final long serialVersionUID = 1L;

    @Override
    public Object allocateConnection(
        ManagedConnectionFactory factory, ConnectionRequestInfo request) throws ResourceException {
      ManagedConnection connection = factory.createManagedConnection(null, request);
      return connection.getConnection(null, request);
    }
  }
}
