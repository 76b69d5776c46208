package org.cairn.rpc.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the HTTP door is set up, from system properties.
 *
 * @param hosts names in Host headers that are served, in lower case, without ports; {@code *} for
 *     all ({@code cairn.rpc.hosts}, a list with commas)
 * @param origins pages that may use the node from a browser; {@code *} for all ({@code
 *     cairn.rpc.cors})
 * @param developer whether a caller on this machine is the administrator ({@code cairn.dev})
 * @param maxUpload bytes of an uploaded file ({@code cairn.import.maxUpload})
 */
record HttpSettings(Set<String> hosts, Set<String> origins, boolean developer, long maxUpload) {
  static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private static final long DEFAULT_MAX_UPLOAD = 64L << 30;

  static HttpSettings ofSystem() {
    Set<String> hosts = list("cairn.rpc.hosts");
    return new HttpSettings(
        hosts.isEmpty() ? LOOPBACK : hosts,
        list("cairn.rpc.cors"),
        Boolean.getBoolean("cairn.dev"),
        Long.getLong("cairn.import.maxUpload", DEFAULT_MAX_UPLOAD));
  }

  private static Set<String> list(String property) {
    return Arrays.stream(System.getProperty(property, "").split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
