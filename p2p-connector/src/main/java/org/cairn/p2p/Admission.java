package org.cairn.p2p;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.DisconnectReason;

/**
 * Decides who may be connected. A connection holds a {@link Seat} from its first to its last
 * moment: pending at first, a peer's once it was taken. Thread-safe.
 */
final class Admission {
  /** Addresses whose attempts are remembered; the one not seen for longest is forgotten. */
  private static final int REMEMBERED = 4096;

  private static final long MINUTE = 60_000_000_000L;

  private final Limits limits;
  private final Bytes self;
  private final Set<Bytes> peers = new HashSet<>();
  private final Map<Bytes, Integer> connections = new HashMap<>();
  private final Map<Bytes, TokenBucket> attempts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, TokenBucket> eldest) {
          return size() > REMEMBERED;
        }
      };
  private int pending;

  /** {@code self} is our own id. */
  Admission(Limits limits, Bytes self) {
    this.limits = limits;
    this.self = self;
  }

  /** A seat for somebody who dialled us; empty if a limit is reached. */
  synchronized Optional<Seat> admit(InetAddress from, long now) {
    Bytes network = network(from);
    TokenBucket bucket =
        attempts.computeIfAbsent(
            network, any -> new TokenBucket(limits.attemptsPerMinute(), MINUTE, now));
    if (!bucket.tryTake(now)
        || connections.getOrDefault(network, 0) >= limits.perAddress()
        || pending >= limits.pending()) {
      return Optional.empty();
    }
    return Optional.of(seat(network));
  }

  /** A seat for somebody whom we dial; empty if a limit is reached. */
  synchronized Optional<Seat> reserve(InetAddress to) {
    return pending >= limits.pending() || peers.size() >= limits.peers()
        ? Optional.empty()
        : Optional.of(seat(network(to)));
  }

  private Seat seat(Bytes network) {
    pending++;
    connections.merge(network, 1, Integer::sum);
    return new Seat(network);
  }

  /** What one owner controls: an IPv4 address, or an IPv6 network of 64 bits. */
  private static Bytes network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return Bytes.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }

  synchronized int peers() {
    return peers.size();
  }

  synchronized int pending() {
    return pending;
  }

  /** The place of one connection. */
  final class Seat {
    private final Bytes network;
    private Optional<Bytes> peer = Optional.empty();
    private boolean left;

    private Seat(Bytes network) {
      this.network = network;
    }

    /** Why the peer with this id cannot be taken at the moment; empty if it can. */
    Optional<DisconnectReason> refusal(Bytes nodeId) {
      synchronized (Admission.this) {
        if (nodeId.equals(self)) {
          return Optional.of(DisconnectReason.SELF);
        }
        if (peers.contains(nodeId)) {
          return Optional.of(DisconnectReason.ALREADY_CONNECTED);
        }
        return peers.size() >= limits.peers()
            ? Optional.of(DisconnectReason.TOO_MANY_PEERS)
            : Optional.empty();
      }
    }

    /** Makes a peer of the connection, or says why not. */
    Optional<DisconnectReason> take(Bytes nodeId) {
      synchronized (Admission.this) {
        Optional<DisconnectReason> refusal = refusal(nodeId);
        if (refusal.isEmpty()) {
          peers.add(nodeId);
          peer = Optional.of(nodeId);
          pending--;
        }
        return refusal;
      }
    }

    /** Gives the place back, once. */
    void leave() {
      synchronized (Admission.this) {
        if (left) {
          return;
        }
        left = true;
        if (peer.isPresent()) {
          peers.remove(peer.get());
        } else {
          pending--;
        }
        connections.computeIfPresent(network, (any, count) -> count == 1 ? null : count - 1);
      }
    }
  }
}
