package org.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blocks, ommers and transactions equal what go-ethereum answered for the same chain: every member
 * that it gave is there and equal. What needs execution is compared by the whole-system tests.
 */
class RecordedBlocksReferenceTest {
  private static final Set<String> METHODS =
      Set.of(
          "eth_blockNumber",
          "eth_chainId",
          "net_version",
          "eth_getBlockByNumber",
          "eth_getBlockByHash",
          "eth_getBlockTransactionCountByNumber",
          "eth_getUncleCountByBlockNumber",
          "eth_getUncleByBlockNumberAndIndex",
          "eth_getTransactionByBlockNumberAndIndex",
          "eth_getTransactionByHash",
          "eth_getRawTransactionByHash",
          "eth_nosuch",
          "debug_getRawBlock",
          "debug_getRawHeader",
          "debug_getRawTransaction");

  /** Requests, by chain and id, that today's specification answers in another way. */
  private static final Map<String, String> DECIDED_OTHERWISE =
      Map.of(
          "ethash-forks 3",
          "execution-apis, test net_version: the network's id is the chain's",
          "merge-mixed 889",
          "execution-apis, debug_getRawHeader: the result is a header; EIP-1474: -32001",
          "merge-mixed 1071",
          "execution-apis, block tags: -39001 where there is no safe block",
          "merge-mixed 1072",
          "execution-apis, block tags: -39001 where there is no finalized block");

  @ParameterizedTest
  @ValueSource(strings = {"ethash-forks", "clique-clique3", "clique-erc20tx", "merge-mixed"})
  void equalsWhatGethAnswered(String name) throws IOException {
    Path folder = Path.of(System.getProperty("cairn.shared", "../shared"), "chains", name);
    assumeTrue(Files.isDirectory(folder), "chains made by go-ethereum are missing: " + folder);
    Asked asked = Asked.of(ChainInMemory.read(folder));
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    try (BufferedReader lines = recorded(folder)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode request = Asked.parse(line.substring(3));
        JsonNode theirs = Asked.parse(lines.readLine().substring(3));
        String named = name + " " + request.get("id");
        if (METHODS.contains(request.get("method").asText())
            && !DECIDED_OTHERWISE.containsKey(named)) {
          compared++;
          JsonNode ours = asked.json(request.toString());
          if (!contains(ours, theirs)) {
            wrong.add(request + "\n  theirs " + theirs + "\n  ours   " + ours);
          }
        }
      }
    }
    assertThat(wrong).as("of %d", compared).isEmpty();
    assertThat(compared).isGreaterThan(200);
  }

  private static BufferedReader recorded(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().endsWith(".io.gz"))
              .findFirst()
              .orElseThrow();
      return new BufferedReader(
          new InputStreamReader(
              new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }
  }

  /** Whether all of {@code theirs} is in {@code ours}; of errors only the code is compared. */
  private static boolean contains(JsonNode ours, JsonNode theirs) {
    if (theirs.isObject()) {
      for (Map.Entry<String, JsonNode> member : theirs.properties()) {
        JsonNode mine = ours.get(member.getKey());
        boolean free = member.getKey().equals("message");
        if (mine == null || !free && !contains(mine, member.getValue())) {
          return false;
        }
      }
      return ours.isObject();
    }
    if (theirs.isArray()) {
      boolean equal = ours.isArray() && ours.size() == theirs.size();
      for (int i = 0; equal && i < theirs.size(); i++) {
        equal = contains(ours.get(i), theirs.get(i));
      }
      return equal;
    }
    return ours.equals(theirs);
  }
}
