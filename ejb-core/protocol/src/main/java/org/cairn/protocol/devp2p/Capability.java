package org.cairn.protocol.devp2p;

import java.util.Comparator;

/** A protocol above the base protocol, such as {@code eth/68}. Ordered by name, then version. */
public record Capability(String name, int version) implements Comparable<Capability> {
  private static final Comparator<Capability> ORDER =
      Comparator.comparing(Capability::name).thenComparingInt(Capability::version);

  @Override
  public int compareTo(Capability other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return name + "/" + version;
  }
}
