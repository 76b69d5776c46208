package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.cairn.cli.remote.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes in by HTTP from callers that mean no good, or make mistakes. */
@ExtendWith(RunningNode.class)
class HttpDoorIT {
  private static final String ASK =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[]}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeProcess node;

  HttpDoorIT(NodeProcess node) {
    this.node = node;
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.rpc()).POST(BodyPublishers.ofString(body));
    request.headers(headers);
    return send(request.build());
  }

  private JsonNode json(String body) throws Exception {
    return JSON.readTree(post(body, "Content-Type", "application/json").body());
  }

  private static int code(JsonNode answer) {
    return answer.at("/error/code").asInt();
  }

  @Test
  void answersAndSaysThatItIsReady() throws Exception {
    assertThat(json(ASK.formatted("eth_blockNumber")).get("result").asText()).startsWith("0x");
    HttpResponse<String> health = NodeProcess.get(node.rpc().resolve("/health/ready"));
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"ready\":true}");
    assertThat(NodeProcess.get(node.rpc()).body()).contains("POST");
  }

  @Test
  void refusesOtherContentTypesAndOrigins() throws Exception {
    String ask = ASK.formatted("eth_chainId");
    assertThat(post(ask, "Content-Type", "text/plain").statusCode()).isEqualTo(415);
    assertThat(
            post(ask, "Content-Type", "application/json", "Origin", "http://evil.example")
                .statusCode())
        .isEqualTo(403);
    HttpRequest preflight =
        HttpRequest.newBuilder(node.rpc())
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "http://evil.example")
            .build();
    assertThat(send(preflight).headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void refusesNamesThatAreNotItsOwn() throws IOException {
    String ask = ASK.formatted("admin_jobs");
    assertThat(status("evil.example", ask)).isEqualTo(403);
    assertThat(status("localhost:8545", ask)).isEqualTo(200);
  }

  /** The HTTP status of a request with that Host, sent by hand: clients do not let one choose. */
  private int status(String host, String body) throws IOException {
    URI address = node.rpc();
    String request =
        "POST / HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(host, body.length(), body);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return statusLine(socket.getInputStream());
    }
  }

  private static int statusLine(InputStream in) throws IOException {
    byte[] start = in.readNBytes("HTTP/1.1 200".length());
    String line = new String(start, StandardCharsets.US_ASCII);
    return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
  }

  @Test
  void refusesAHundredMegabytesBeforeTheyHaveArrived() throws Exception {
    URI address = node.rpc();
    String head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n";
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(statusLine(socket.getInputStream())).isEqualTo(413);
    }
    assertThat(json(ASK.formatted("eth_chainId")).has("result")).isTrue();
  }

  @Test
  void refusesAHundredMegabytesThatDoNotSaySo() throws Exception {
    URI address = node.rpc();
    String head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    byte[] chunk =
        ("100000\r\n" + "[".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      sendUntilRefused(out, chunk);
      assertThat(statusLine(socket.getInputStream())).isEqualTo(413);
    }
    assertThat(json(ASK.formatted("eth_chainId")).has("result")).isTrue();
  }

  private static void sendUntilRefused(OutputStream out, byte[] chunk) throws IOException {
    try {
      for (int i = 0; i < 6; i++) {
        out.write(chunk);
        out.flush();
      }
    } catch (SocketException closed) {
      // The answer is there already: the test reads it.
      return;
    }
  }

  @Test
  void answersEveryKindOfNonsenseWithOneError() throws Exception {
    Map<String, Integer> nonsense =
        Map.of(
            "[".repeat(1_000_000),
            -32700,
            "{\"a\":".repeat(500_000),
            -32700,
            "[" + "[],".repeat(1_000_000) + "1]",
            -32700,
            "{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(1_000_000) + "}",
            -32700,
            "\u0000\u0001\u0002",
            -32700,
            "[]",
            -32600,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":{}}",
            -32600,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":[1e99,{}]}",
            -32602,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x"
                + "f".repeat(1_000_000)
                + "\",true]}",
            -32602);
    for (Map.Entry<String, Integer> request : nonsense.entrySet()) {
      assertThat(code(json(request.getKey())))
          .as(request.getKey().substring(0, Math.min(80, request.getKey().length())))
          .isEqualTo(request.getValue());
    }
  }

  @Test
  void takesFilesWithPlainNamesOnly() throws Exception {
    String owner = Credentials.in(node.data()).orElseThrow().authorization();
    for (String name : new String[] {"..%2Fx", ".x", "a%00b", "a%2Fb", ""}) {
      HttpRequest upload =
          HttpRequest.newBuilder(node.rpc().resolve("/upload?name=" + name))
              .header("Content-Type", "application/octet-stream")
              .header("Authorization", owner)
              .POST(BodyPublishers.ofString("x"))
              .build();
      assertThat(send(upload).statusCode()).as(name).isEqualTo(400);
      HttpRequest download =
          HttpRequest.newBuilder(node.rpc().resolve("/download/" + name))
              .header("Authorization", owner)
              .build();
      assertThat(send(download).statusCode()).as(name).isIn(400, 404);
    }
  }
}
