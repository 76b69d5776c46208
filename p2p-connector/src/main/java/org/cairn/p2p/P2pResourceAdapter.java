package org.cairn.p2p;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.transaction.xa.XAResource;
import org.cairn.node.peers.DialException;
import org.cairn.node.peers.Peer;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.Enode;
import org.cairn.protocol.devp2p.NodeKey;
import org.jboss.jca.core.spi.statistics.Statistics;
import org.jboss.jca.core.spi.statistics.StatisticsPlugin;

/**
 * Runs a {@link RlpxListener} in the container, from the activation of the one message endpoint to
 * its deactivation. Its properties are read when the endpoint is activated.
 */
@Connector(
    displayName = "Cairn P2P",
    description = "Ethereum's RLPx over TCP",
    eisType = "devp2p",
    vendorName = "Cairn",
    transactionSupport = TransactionSupportLevel.NoTransaction)
public class P2pResourceAdapter implements ResourceAdapter, Statistics {
  private static final System.Logger LOG = System.getLogger(P2pResourceAdapter.class.getName());

  /** Stands for no text: the server allows no empty value of a property. */
  private static final String UNSET = "default";

  @ConfigProperty(defaultValue = "30303", description = "TCP port; 0 takes a free one")
  private Integer port = 30303;

  @ConfigProperty(defaultValue = "0", description = "Added to the port, if that is not 0")
  private Integer portOffset = 0;

  @ConfigProperty(defaultValue = "127.0.0.1", description = "Address to listen on")
  private String bindAddress = "127.0.0.1";

  @ConfigProperty(
      defaultValue = UNSET,
      description = "Address by which peers reach this node, if it is another one")
  private String externalAddress = UNSET;

  @ConfigProperty(description = "Directory of the file nodekey")
  private String dataDirectory = "";

  @ConfigProperty(
      defaultValue = UNSET,
      description = "Name and version that peers see, if not our own")
  private String clientId = UNSET;

  @ConfigProperty(defaultValue = "50", description = "Peers at a time")
  private Integer maxPeers = 50;

  @ConfigProperty(defaultValue = "50", description = "Connections not greeted yet, at a time")
  private Integer maxPending = 50;

  @ConfigProperty(defaultValue = "10", description = "Connections an address, at a time")
  private Integer maxPerAddress = 10;

  @ConfigProperty(defaultValue = "60", description = "Connections an address may open a minute")
  private Integer maxAttemptsPerMinute = 60;

  @ConfigProperty(defaultValue = "500", description = "Messages a second read from a peer")
  private Integer maxMessagesPerSecond = 500;

  @ConfigProperty(defaultValue = "10485760", description = "Largest message, bytes unpacked")
  private Integer maxMessageBytes = 10 * 1024 * 1024;

  @ConfigProperty(defaultValue = "5", description = "Seconds until both have said hello")
  private Integer handshakeTimeout = 5;

  @ConfigProperty(defaultValue = "30", description = "Seconds of silence before hanging up")
  private Integer idleTimeout = 30;

  private transient Optional<WorkManager> workManager = Optional.empty();
  private transient Optional<Running> running = Optional.empty();

  private record Running(
      MessageEndpointFactory factory,
      ContainerEndpoints endpoints,
      RlpxListener listener,
      ExecutorService threads) {
    void stop() {
      listener.close();
      endpoints.close();
      threads.shutdownNow();
    }
  }

  @Override
  public void start(BootstrapContext context) {
    workManager = Optional.of(context.getWorkManager());
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(Running::stop);
    running = Optional.empty();
  }

  @Override
  public synchronized void endpointActivation(
      MessageEndpointFactory factory, ActivationSpec specification) throws ResourceException {
    if (running.isPresent()) {
      throw new NotSupportedException("the network has one listener, and there is one already");
    }
    WorkManager manager =
        workManager.orElseThrow(() -> new ResourceException("the adapter was not started"));
    ContainerEndpoints endpoints = new ContainerEndpoints(factory);
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual()
                .name("cairn-peer-", 1)
                .inheritInheritableThreadLocals(false)
                .factory());
    try {
      NodeKey key = NodeKeyFile.open(directory(), Secp256k1.instance(), new SecureRandom());
      RlpxListener listener = RlpxListener.open(settings(), key, endpoints, threads);
      running = Optional.of(new Running(factory, endpoints, listener, threads));
      manager.scheduleWork(new AcceptWork(listener));
    } catch (IOException | IllegalArgumentException | ResourceException e) {
      threads.shutdownNow();
      stop();
      throw new ResourceAdapterInternalException("the network did not start: " + e.getMessage(), e);
    }
  }

  private Path directory() {
    if (dataDirectory.isBlank()) {
      throw new IllegalArgumentException("the property dataDirectory is not set");
    }
    return Path.of(dataDirectory);
  }

  private Settings settings() {
    Limits limits =
        new Limits(
            maxPeers,
            maxPending,
            maxPerAddress,
            maxAttemptsPerMinute,
            maxMessagesPerSecond,
            maxMessageBytes);
    Timeouts timeouts =
        new Timeouts(Duration.ofSeconds(handshakeTimeout), Duration.ofSeconds(idleTimeout));
    InetSocketAddress bind = new InetSocketAddress(bindAddress, port == 0 ? 0 : port + portOffset);
    String client = chosen(clientId).orElseGet(P2pResourceAdapter::ownClientId);
    return new Settings(bind, chosen(externalAddress), client, List.of(), limits, timeouts);
  }

  private static Optional<String> chosen(String text) {
    return Optional.of(text.strip()).filter(value -> !value.isEmpty() && !value.equals(UNSET));
  }

  /** Name, version, machine and platform, as most clients put it. */
  private static String ownClientId() {
    return "Cairn/v%s/%s-%s/java%d"
        .formatted(
            Optional.ofNullable(P2pResourceAdapter.class.getPackage().getImplementationVersion())
                .orElse("development"),
            System.getProperty("os.name").toLowerCase(Locale.ROOT),
            System.getProperty("os.arch"),
            Runtime.version().feature());
  }

  @Override
  public synchronized void endpointDeactivation(
      MessageEndpointFactory factory, ActivationSpec specification) {
    if (running.filter(active -> active.factory.equals(factory)).isPresent()) {
      stop();
      LOG.log(Level.INFO, "No longer listening for peers");
    }
  }

  /** Nothing here takes part in a transaction. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specifications) {
    return new XAResource[0];
  }

  /** Dials for the pooled connections. */
  Peer dial(Enode enode) throws DialException {
    RlpxListener listener;
    synchronized (this) {
      listener =
          running
              .map(Running::listener)
              .orElseThrow(() -> new DialException("the network does not run"));
    }
    return listener.dial(enode);
  }

  @Override
  public StatisticsPlugin getStatistics() {
    return new NetworkStatistics(() -> {
      synchronized (this) {
        return running.map(active -> active.listener.statistics());
      }
    });
  }

  public Integer getPort() {
    return port;
  }

  public void setPort(Integer port) {
    this.port = port;
  }

  public Integer getPortOffset() {
    return portOffset;
  }

  public void setPortOffset(Integer portOffset) {
    this.portOffset = portOffset;
  }

  public String getBindAddress() {
    return bindAddress;
  }

  public void setBindAddress(String bindAddress) {
    this.bindAddress = bindAddress;
  }

  public String getExternalAddress() {
    return externalAddress;
  }

  public void setExternalAddress(String externalAddress) {
    this.externalAddress = externalAddress;
  }

  public String getDataDirectory() {
    return dataDirectory;
  }

  public void setDataDirectory(String dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  public String getClientId() {
    return clientId;
  }

  public void setClientId(String clientId) {
    this.clientId = clientId;
  }

  public Integer getMaxPeers() {
    return maxPeers;
  }

  public void setMaxPeers(Integer maxPeers) {
    this.maxPeers = maxPeers;
  }

  public Integer getMaxPending() {
    return maxPending;
  }

  public void setMaxPending(Integer maxPending) {
    this.maxPending = maxPending;
  }

  public Integer getMaxPerAddress() {
    return maxPerAddress;
  }

  public void setMaxPerAddress(Integer maxPerAddress) {
    this.maxPerAddress = maxPerAddress;
  }

  public Integer getMaxAttemptsPerMinute() {
    return maxAttemptsPerMinute;
  }

  public void setMaxAttemptsPerMinute(Integer maxAttemptsPerMinute) {
    this.maxAttemptsPerMinute = maxAttemptsPerMinute;
  }

  public Integer getMaxMessagesPerSecond() {
    return maxMessagesPerSecond;
  }

  public void setMaxMessagesPerSecond(Integer maxMessagesPerSecond) {
    this.maxMessagesPerSecond = maxMessagesPerSecond;
  }

  public Integer getMaxMessageBytes() {
    return maxMessageBytes;
  }

  public void setMaxMessageBytes(Integer maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  public Integer getHandshakeTimeout() {
    return handshakeTimeout;
  }

  public void setHandshakeTimeout(Integer handshakeTimeout) {
    this.handshakeTimeout = handshakeTimeout;
  }

  public Integer getIdleTimeout() {
    return idleTimeout;
  }

  public void setIdleTimeout(Integer idleTimeout) {
    this.idleTimeout = idleTimeout;
  }

  /** The specification wants both; one adapter is as good as another with the same address. */
  @Override
  public boolean equals(Object other) {
    return other instanceof P2pResourceAdapter that
        && port.equals(that.port)
        && bindAddress.equals(that.bindAddress)
        && dataDirectory.equals(that.dataDirectory);
  }

  @Override
  public int hashCode() {
    return Objects.hash(port, bindAddress, dataDirectory);
  }
}
