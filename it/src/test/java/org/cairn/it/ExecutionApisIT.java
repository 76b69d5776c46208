package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests of the specification, asked of a running node that has imported their chain: 54 blocks
 * through every fork, whose early seals are not real. Answers are equal to the last member, numbers
 * by value, the texts of errors left out; where a file says {@code speconly} the result only has
 * the form that the specification's schema gives to it.
 */
class ExecutionApisIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARCHIVE = "execution-apis.zip";
  private static final int METHOD_NOT_FOUND = -32601;

  /** Tests whose preparation is a call of the Engine API, which this node does not have. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "eth_getBlockByNumber/get-safe.io", "headfcu.json names the safe block",
          "eth_getBlockByNumber/get-finalized.io", "headfcu.json names the finalized block");

  /** Methods of other rooms: tracing, the pool, building of blocks, what is newer. */
  private static final Set<String> NOT_THERE =
      Set.of(
          "debug_traceBlockByHash",
          "debug_traceBlockByNumber",
          "debug_traceTransaction",
          "eth_capabilities",
          "eth_config",
          "eth_createAccessList",
          "eth_getStorageValues",
          "eth_sendRawTransaction",
          "eth_simulateV1",
          "testing_buildBlockV1",
          "txpool_content",
          "txpool_contentFrom",
          "txpool_status");

  @TempDir private Path directory;

  private final List<String> wrong = new ArrayList<>();
  private final Set<String> unknown = new HashSet<>();
  private final Map<String, JsonNode> schemas = new HashMap<>();
  private int compared;

  @Test
  void answersAsTheTestsOfTheSpecificationWantIt() throws Exception {
    readSchemas();
    SharedChain chain =
        SharedChain.ofArchive(ARCHIVE, "tests/genesis.json", "tests/chain.rlp", true, directory);
    try (NodeProcess node = chain.start(directory.resolve("data"));
        ZipFile zip = new ZipFile(SharedChain.file("vectors/" + ARCHIVE).toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().replaceFirst("^tests/", "");
        if (name.endsWith(".io") && !LEFT_OUT.containsKey(name)) {
          String text =
              new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          compare(node, name, text);
        }
      }
    }
    System.out.println("ExecutionApisIT: compared " + compared + ", different " + wrong.size());
    assertThat(wrong).as("of %d", compared).isEmpty();
    assertThat(unknown).containsExactlyInAnyOrderElementsOf(NOT_THERE);
    assertThat(compared).isGreaterThan(80);
  }

  private void readSchemas() throws IOException {
    try (ZipFile zip = new ZipFile(SharedChain.file("vectors/openrpc.zip").toFile())) {
      JsonNode methods =
          JSON.readTree(zip.getInputStream(zip.getEntry("openrpc.json"))).path("methods");
      methods.forEach(
          method -> schemas.put(method.path("name").asText(), method.at("/result/schema")));
    }
  }

  private void compare(NodeProcess node, String name, String text) throws IOException {
    boolean formOnly = text.lines().anyMatch(line -> line.startsWith("// speconly"));
    JsonNode request = JSON.nullNode();
    for (String line : text.lines().toList()) {
      if (line.startsWith(">> ")) {
        request = JSON.readTree(line.substring(3));
      } else if (line.startsWith("<< ")) {
        JsonNode theirs = JSON.readTree(line.substring(3));
        JsonNode ours = node.send(request);
        String method = request.path("method").asText();
        if (ours.at("/error/code").asInt() == METHOD_NOT_FOUND) {
          unknown.add(method);
          return;
        }
        compared++;
        String difference = formOnly ? form(method, theirs, ours) : difference(theirs, ours);
        if (!difference.isEmpty()) {
          wrong.add(name + ": " + difference + "\n  " + request);
        }
      }
    }
  }

  private static String difference(JsonNode theirs, JsonNode ours) {
    boolean equal =
        RecordedAnswers.contains(withoutText(ours), withoutText(theirs))
            && RecordedAnswers.contains(theirs, ours);
    return equal ? "" : "\n  theirs " + theirs + "\n  ours   " + ours;
  }

  private static JsonNode withoutText(JsonNode answer) {
    if (answer.get("error") instanceof ObjectNode error) {
      error.remove("message");
    }
    return answer;
  }

  private String form(String method, JsonNode theirs, JsonNode ours) {
    if (theirs.has("error")) {
      return ours.has("error") ? "" : "an error was expected: " + ours;
    }
    return OpenRpcForm.mismatch(schemas.get(method), ours.path("result"), "result");
  }
}
