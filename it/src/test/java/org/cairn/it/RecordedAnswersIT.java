package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cairn.cli.remote.Credentials;
import org.cairn.cli.remote.ImportCommand;
import org.cairn.cli.remote.RpcClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running node answers as go-ethereum did for the same chain. */
class RecordedAnswersIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Methods that this node does not have. */
  private static final List<String> NOT_THERE =
      List.of("debug_trace", "clique_", "eth_createAccessList", "eth_simulateV1");

  /** Requests, by chain and id, that today's specification answers differently, and where. */
  private static final Map<String, String> DECIDED_OTHERWISE =
      Map.of(
          "ethash-forks 3",
          "execution-apis, test net_version: the network's id is the chain's",
          "ethash-forks 799",
          "execution-apis, test get-storage-invalid-key: a key that is no hex is -32602",
          "clique-clique3 702",
          "execution-apis, test get-storage-invalid-key: a key that is no hex is -32602",
          "clique-erc20tx 726",
          "execution-apis, test get-storage-invalid-key: a key that is no hex is -32602",
          "merge-mixed 889",
          "execution-apis, debug_getRawHeader: the result is a header; EIP-1474: -32001",
          "merge-mixed 1071",
          "execution-apis, block tags: -39001 where there is no safe block",
          "merge-mixed 1072",
          "execution-apis, block tags: -39001 where there is no finalized block");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ethash-forks/rpc-geth-1.8.27.io.gz",
        "clique-clique3/rpc-geth-1.8.27.io.gz",
        "clique-erc20tx/rpc-geth-1.8.27.io.gz"
      })
  void answersAsGethDid(String recorded) throws Exception {
    Path file = Path.of(System.getProperty("cairn.shared", "../shared"), "chains", recorded);
    assumeTrue(Files.isReadable(file), "answers recorded from go-ethereum are missing: " + file);
    Path chain = file.getParent();
    String genesis = "--genesis=" + chain.resolve("genesis.json");
    Path data = directory.resolve("data");
    try (NodeProcess node = NodeProcess.start(data, NodeProcess.freeOffset(), genesis);
        HttpClient http = HttpClient.newHttpClient()) {
      ImportCommand.importFiles(
          new RpcClient(node.rpc(), Credentials.in(data)),
          List.of(chain.resolve("chain.rlp.gz")),
          new PrintWriter(new StringWriter()));
      RecordedAnswers.Outcome outcome =
          RecordedAnswers.read(file, request -> ask(http, node.rpc(), request))
              .compareWithout(NOT_THERE);
      check(chain.getFileName().toString(), outcome);
    }
  }

  private static void check(String chain, RecordedAnswers.Outcome outcome) {
    String prefix = chain + " ";
    assertThat(outcome.differences())
        .as("%s: of %d answers", chain, outcome.compared())
        .filteredOn(difference -> !DECIDED_OTHERWISE.containsKey(prefix + difference.id()))
        .isEmpty();
    assertThat(outcome.differences())
        .as("exceptions of %s that are none any more", chain)
        .hasSize(
            (int)
                DECIDED_OTHERWISE.keySet().stream().filter(key -> key.startsWith(prefix)).count());
    assertThat(outcome.differences().size()).isLessThanOrEqualTo(outcome.compared() / 100);
  }

  private static JsonNode ask(HttpClient http, URI address, JsonNode request) {
    HttpRequest post =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(request.toString()))
            .build();
    try {
      return JSON.readTree(http.send(post, BodyHandlers.ofByteArray()).body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
