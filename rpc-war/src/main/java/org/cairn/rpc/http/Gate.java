package org.cairn.rpc.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.cairn.rpc.Rights;
import org.jspecify.annotations.Nullable;

/**
 * Decides from a request's headers whether it is served, and what its caller may do. Thread-safe.
 */
final class Gate {
  private final HttpSettings settings;

  Gate(HttpSettings settings) {
    this.settings = settings;
  }

  /**
   * What of a request the decision rests on.
   *
   * @param host header Host
   * @param origin header Origin; browsers send it, programs do not
   * @param scheme {@code http} or {@code https}
   * @param peer textual IP address of the caller
   * @param administrator whether the container found the caller to have the role
   */
  record Caller(
      @Nullable String host,
      @Nullable String origin,
      String scheme,
      String peer,
      boolean administrator) {}

  /** A refusal with its HTTP status. */
  record Refusal(int status, String reason) {}

  /** Why the caller is not served; empty if it is. */
  Optional<Refusal> refusal(Caller caller) {
    if (!allowsHost(caller.host())) {
      return Optional.of(
          new Refusal(403, "this Host is not served: set cairn.rpc.hosts to allow it"));
    }
    String origin = caller.origin();
    if (origin != null && !isOwn(caller, origin) && !allowsOrigin(origin)) {
      return Optional.of(
          new Refusal(403, "this Origin is not allowed: set cairn.rpc.cors to allow it"));
    }
    return Optional.empty();
  }

  /** What a caller that is served may do. */
  Rights rights(Caller caller) {
    boolean developer =
        settings.developer()
            && isLoopback(caller.peer())
            && HttpSettings.LOOPBACK.contains(nameOf(caller.host()))
            && (caller.origin() == null || isOwn(caller, caller.origin()));
    return caller.administrator() || developer ? Rights.ADMIN : Rights.READ;
  }

  /** The origin to name in Access-Control-Allow-Origin, if the page at it may read answers. */
  Optional<String> crossOrigin(@Nullable String origin) {
    return origin != null && allowsOrigin(origin) ? Optional.of(origin) : Optional.empty();
  }

  private boolean allowsHost(@Nullable String host) {
    return settings.hosts().contains("*") || settings.hosts().contains(nameOf(host));
  }

  private boolean allowsOrigin(String origin) {
    return settings.origins().contains("*")
        || settings.origins().contains(origin.toLowerCase(Locale.ROOT));
  }

  private static boolean isOwn(Caller caller, String origin) {
    return origin.equalsIgnoreCase(caller.scheme() + "://" + caller.host());
  }

  /** The name in a Host header, without port and brackets; empty if there is none. */
  static String nameOf(@Nullable String host) {
    if (host == null) {
      return "";
    }
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      int end = name.indexOf(']');
      boolean closed = end == name.length() - 1 || name.startsWith("]:", Math.max(end, 0));
      return closed ? name.substring(1, end) : "";
    }
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static boolean isLoopback(String address) {
    boolean literal =
        !address.isEmpty()
            && address.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')
            && (address.indexOf(':') >= 0 || address.indexOf('.') >= 0);
    if (!literal) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  /** Whether a Content-Type says JSON; its parameters are not looked at. */
  static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "application/json", "application/json-rpc", "application/jsonrequest" -> true;
      default -> false;
    };
  }
}
