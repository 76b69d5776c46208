package org.cairn.protocol.devp2p;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cairn.protocol.devp2p.RlpxException.Reason;

/**
 * The capabilities that both sides of a connection have, and the message ids that each one owns.
 *
 * <p>Of each name the highest common version counts. In the alphabetical order of the names, each
 * one gets as many ids as its version has messages, from {@link #FIRST_ID} on (RLPx specification,
 * "Message ID-based Multiplexing"). Immutable.
 */
public final class SharedCapabilities {
  /** Ids below belong to the base protocol. */
  public static final int FIRST_ID = 0x10;

  /** Nothing in common. */
  public static final SharedCapabilities NONE = new SharedCapabilities(List.of());

  private final List<Range> ranges;

  private SharedCapabilities(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** A capability that we offer, with the number of its message ids. */
  public record Offer(Capability capability, int messages) {}

  /** A message id on the wire, taken apart. */
  public record Located(Capability capability, int id) {}

  private record Range(Capability capability, int first, int messages) {}

  /** What both sides have; the order of the arguments' elements does not matter. */
  public static SharedCapabilities negotiate(
      Collection<Offer> ours, Collection<Capability> theirs) {
    Map<String, Offer> best = new TreeMap<>();
    for (Offer offer : ours) {
      if (theirs.contains(offer.capability)) {
        best.merge(offer.capability.name(), offer, SharedCapabilities::higher);
      }
    }
    List<Range> ranges = new java.util.ArrayList<>();
    int next = FIRST_ID;
    for (Offer offer : best.values()) {
      ranges.add(new Range(offer.capability, next, offer.messages));
      next += offer.messages;
    }
    return new SharedCapabilities(List.copyOf(ranges));
  }

  private static Offer higher(Offer a, Offer b) {
    return a.capability.version() >= b.capability.version() ? a : b;
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** In the order of their ids. */
  public List<Capability> capabilities() {
    return ranges.stream().map(Range::capability).toList();
  }

  /** Whose message this id is, and which one of the owner's. */
  public Located locate(int id) throws RlpxException {
    for (Range range : ranges) {
      if (id >= range.first && id < range.first + range.messages) {
        return new Located(range.capability, id - range.first);
      }
    }
    throw new RlpxException(Reason.UNKNOWN_MESSAGE, "nobody owns message " + id + " among " + this);
  }

  /** The id on the wire; empty if the capability is not shared or has no such message. */
  public Optional<Integer> wireId(Capability capability, int id) {
    return ranges.stream()
        .filter(range -> range.capability.equals(capability))
        .filter(range -> id >= 0 && id < range.messages)
        .map(range -> range.first + id)
        .findFirst();
  }

  @Override
  public String toString() {
    return ranges.stream()
        .map(range -> range.capability + "@" + range.first)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
