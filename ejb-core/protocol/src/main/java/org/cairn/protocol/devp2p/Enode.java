package org.cairn.protocol.devp2p;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hex;

/**
 * The URL of a node: {@code enode://<id>@<host>:<port>[?discport=<port>]}. Immutable.
 *
 * @param nodeId public key, 64 bytes; not checked to be a point of the curve
 * @param host name or literal address, without brackets; empty if the URL has the id alone
 * @param port of TCP; 0 if the URL has the id alone
 * @param discoveryPort of UDP; equal to {@code port} unless said otherwise
 */
public record Enode(Bytes nodeId, String host, int port, int discoveryPort) {
  private static final Pattern URL =
      Pattern.compile(
          "enode://(?<id>[0-9a-fA-F]{128})"
              + "(@(\\[(?<six>[0-9a-fA-F:.]+)]|(?<host>[A-Za-z0-9._-]+)):(?<tcp>\\d{1,5})"
              + "(\\?discport=(?<udp>\\d{1,5}))?)?");

  public Enode {
    if (nodeId.length() != 64) {
      throw new IllegalArgumentException("a node id has 64 bytes, not " + nodeId.length());
    }
  }

  /** Throws IllegalArgumentException if the text is no such URL. */
  public static Enode of(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "not of the form enode://<128 hex digits>@<host>:<port>[?discport=<port>]");
    }
    Bytes id = Bytes.wrap(Hex.decode(parts.group("id")));
    String tcp = parts.group("tcp");
    if (tcp == null) {
      return new Enode(id, "", 0, 0);
    }
    String six = parts.group("six");
    String udp = parts.group("udp");
    int port = port(tcp);
    String host = six == null ? parts.group("host") : six;
    return new Enode(id, host, port, udp == null ? port : port(udp));
  }

  private static int port(String digits) {
    int port = Integer.parseInt(digits);
    if (port > 0xffff) {
      throw new IllegalArgumentException("a port of " + port);
    }
    return port;
  }

  /** The URL. */
  @Override
  public String toString() {
    String id = "enode://" + nodeId.toString().substring(2);
    if (host.isEmpty()) {
      return id;
    }
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    String url = id + "@" + name + ":" + port;
    return port == discoveryPort ? url : url + "?discport=" + discoveryPort;
  }
}
