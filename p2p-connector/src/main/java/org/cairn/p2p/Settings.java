package org.cairn.p2p;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.devp2p.SharedCapabilities.Offer;

/**
 * How the network part runs.
 *
 * @param bind where to listen; port 0 takes a free one
 * @param externalHost name or literal address by which peers reach us, if it differs from {@code
 *     bind}
 * @param client name and version for our hello
 * @param offers the capabilities for our hello
 */
public record Settings(
    InetSocketAddress bind,
    Optional<String> externalHost,
    String client,
    List<Offer> offers,
    Limits limits,
    Timeouts timeouts) {
  public Settings {
    offers = List.copyOf(offers);
    if (bind.isUnresolved()) {
      throw new IllegalArgumentException("no address of this machine: " + bind.getHostString());
    }
  }
}
