package org.cairn.p2p;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongSupplier;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.BaseMessage;
import org.cairn.protocol.devp2p.BaseMessage.Hello;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.NodeKey;
import org.cairn.protocol.devp2p.SharedCapabilities.Offer;

/**
 * What all connections of one listener share.
 *
 * @param nanos time since the listener was made, in nanoseconds
 */
record Host(
    Settings settings,
    NodeKey key,
    Endpoints endpoints,
    Admission admission,
    Counters counters,
    Tools tools) {
  /** Sources of curve arithmetic, chance and time. */
  record Tools(Secp256k1 curve, SecureRandom random, LongSupplier nanos) {}

  long now() {
    return tools.nanos.getAsLong();
  }

  /** Our hello. The port is 0, because nobody looks at it. */
  Hello hello() {
    List<Capability> offered = settings.offers().stream().map(Offer::capability).sorted().toList();
    return new Hello(BaseMessage.VERSION, settings.client(), offered, 0, key.id());
  }
}
