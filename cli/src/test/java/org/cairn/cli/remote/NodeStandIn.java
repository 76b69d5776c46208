package org.cairn.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An HTTP server that answers like a node, for the client's side of the contract. */
final class NodeStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  final List<String> calls = new ArrayList<>();
  final List<byte[]> uploads = new ArrayList<>();
  private final HttpServer server;

  /**
   * {@code answer} takes a call and returns the members after the id, for example {@code
   * "result":1}.
   */
  NodeStandIn(Function<JsonNode, String> answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          JsonNode call = JSON.readTree(exchange.getRequestBody());
          calls.add(call.path("method").asText() + call.path("params"));
          respond(
              exchange,
              "{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + "," + answer.apply(call) + "}");
        });
    server.createContext(
        "/upload",
        exchange -> {
          uploads.add(exchange.getRequestBody().readAllBytes());
          respond(exchange, "{\"path\":\"/exchange/1.rlp\"}");
        });
    server.createContext("/download/", exchange -> respond(exchange, "exported"));
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void respond(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
