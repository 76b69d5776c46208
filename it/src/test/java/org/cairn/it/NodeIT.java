package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.cairn.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningNode.class)
class NodeIT {
  private static final String HEAD =
      "0x05a858476226fb1102db652e421c6dcda1fccbb19202629ce83896c745e63892";

  @Test
  void answersWithTheSampleChain(NodeProcess node) {
    assertThat(node.call("eth_chainId").asText()).isEqualTo("0x723");
    assertThat(node.call("eth_blockNumber").asText()).isEqualTo("0x12c");
    assertThat(node.call("eth_getBlockByNumber", "latest", false).path("hash").asText())
        .isEqualTo(HEAD);
  }

  @Test
  void showsTheChainInTheExplorer(NodeProcess node) throws Exception {
    assertThat(NodeProcess.get(node.explorer()).statusCode()).isEqualTo(200);
    assertThat(NodeProcess.get(node.explorer().resolve("/block/300")).body()).contains(HEAD);
  }

  @Test
  void keepsTheTwoDoorsApart(NodeProcess node) throws Exception {
    assertThat(NodeProcess.get(node.rpc().resolve("/block/300")).statusCode()).isEqualTo(404);
    assertThat(NodeProcess.get(node.explorer().resolve("/health/ready")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void isReadyAndLive(NodeProcess node) throws Exception {
    assertThat(NodeProcess.get(node.rpc().resolve("/health/ready")).statusCode()).isEqualTo(200);
    assertThat(NodeProcess.get(node.management().resolve("/health/live")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void letsOnlyAdministratorsStartJobsAndUpload(NodeProcess node) throws Exception {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"admin_jobs\",\"params\":[]}";
    assertThat(post(node.rpc(), "application/json", call)).contains("\"error\"");
    assertThat(post(node.rpc().resolve("/upload"), "application/octet-stream", "x"))
        .contains("cairn-admin");
    assertThat(node.call("admin_jobs").isArray()).isTrue();
  }

  @Test
  void exportsWhatItImported(NodeProcess node, @TempDir Path directory) throws Exception {
    Path exported = directory.resolve("exported.rlp");
    StringWriter output = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(output))
            .execute(
                "export",
                "--rpc=" + node.rpc(),
                "--data=" + node.data(),
                exported.toString(),
                "1",
                "300");
    assertThat(code).as(output.toString()).isZero();
    Path sample = Path.of(System.getProperty("cairn.home"), "samples", "chain.rlp.gz");
    try (GZIPInputStream expected = new GZIPInputStream(Files.newInputStream(sample))) {
      assertThat(Files.readAllBytes(exported)).isEqualTo(expected.readAllBytes());
    }
  }

  private static String post(URI address, String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
