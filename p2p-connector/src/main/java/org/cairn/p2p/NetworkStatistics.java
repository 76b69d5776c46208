package org.cairn.p2p;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.cairn.node.peers.PeerStatistics;
import org.jboss.jca.core.spi.statistics.StatisticsPlugin;

/**
 * The counters in the management model: IronJacamar asks the resource adapter for this, and the
 * server shows each component of {@link PeerStatistics} as a runtime attribute below the resource
 * adapter, {@code statistics=extended}. They are counted whether or not they are enabled there.
 */
final class NetworkStatistics implements StatisticsPlugin {
  private static final long serialVersionUID = 1L;

  private static final Map<String, String> DESCRIPTIONS = descriptions();

  private final transient Supplier<Optional<PeerStatistics>> source;
  private boolean enabled = true;

  /** {@code source} is empty while the network does not run. */
  NetworkStatistics(Supplier<Optional<PeerStatistics>> source) {
    this.source = source;
  }

  private static Map<String, String> descriptions() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("peers", "Connections that both sides use now");
    texts.put("pending", "Connections that are not greeted yet");
    texts.put("accepted", "Connections that came in");
    texts.put("dialled", "Connections that this node made");
    texts.put("refused", "Connections closed unread because a limit was reached");
    texts.put("turnedAway", "Peers that were too many, useless, connected already, or this node");
    texts.put("handshakeFailures", "Connections that ended before both sides said hello");
    texts.put("protocolErrors", "Greeted peers that broke the protocol");
    texts.put("timeouts", "Connections that kept silent for too long");
    texts.put("endpointFailures", "Events whose handling failed in the node");
    texts.put("messagesIn", "Messages received");
    texts.put("messagesOut", "Messages sent");
    texts.put("bytesIn", "Bytes received");
    texts.put("bytesOut", "Bytes sent");
    return Map.copyOf(texts);
  }

  @Override
  public Set<String> getNames() {
    return DESCRIPTIONS.keySet();
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Class getType(String name) {
    return long.class;
  }

  @Override
  public String getDescription(String name) {
    return getDescription(name, Locale.ROOT);
  }

  @Override
  public String getDescription(String name, Locale locale) {
    return DESCRIPTIONS.getOrDefault(name, "");
  }

  @Override
  public Object getValue(String name) {
    return source.get().map(statistics -> value(statistics, name)).orElse(0L);
  }

  private static Object value(PeerStatistics statistics, String name) {
    RecordComponent component =
        Arrays.stream(PeerStatistics.class.getRecordComponents())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no statistic " + name));
    try {
      return component.getAccessor().invoke(statistics);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** Does nothing: the counters are the network's, since its start. */
  @Override
  public void clear() {}
}
