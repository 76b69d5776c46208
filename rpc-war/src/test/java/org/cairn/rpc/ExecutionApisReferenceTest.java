package org.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * The tests of the specification itself, as far as they need blocks only: answers are equal to the
 * last member, except for the texts of errors.
 */
class ExecutionApisReferenceTest {
  private static final Set<String> METHODS =
      Set.of(
          "debug_getRawBlock",
          "debug_getRawHeader",
          "debug_getRawTransaction",
          "eth_baseFee",
          "eth_blobBaseFee",
          "eth_blockNumber",
          "eth_chainId",
          "eth_getBlockByHash",
          "eth_getBlockByNumber",
          "eth_getBlockTransactionCountByHash",
          "eth_getBlockTransactionCountByNumber",
          "eth_getTransactionByBlockHashAndIndex",
          "eth_getTransactionByBlockNumberAndIndex",
          "eth_getTransactionByHash",
          "eth_syncing",
          "net_version");

  /** Answers that need what the chain in memory does not have. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "tests/eth_getBlockByNumber/get-safe.io", "a consensus client names the safe block",
          "tests/eth_getBlockByNumber/get-finalized.io", "and the finalized one");

  @Test
  void equalsTheTestsOfTheSpecification() throws IOException {
    Path packed =
        Path.of(System.getProperty("cairn.shared", "../shared"), "vectors", "execution-apis.zip");
    assumeTrue(Files.isReadable(packed), "tests of the specification are missing: " + packed);
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    try (ZipFile zip = new ZipFile(packed.toFile())) {
      Asked asked =
          Asked.of(
              ChainInMemory.read(bytes(zip, "tests/genesis.json"), bytes(zip, "tests/chain.rlp")));
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        String name = e.nextElement().getName();
        String[] path = name.split("/");
        if (path.length == 3 && METHODS.contains(path[1]) && !LEFT_OUT.containsKey(name)) {
          compared++;
          compare(asked, name, new String(bytes(zip, name), StandardCharsets.UTF_8), wrong);
        }
      }
    }
    assertThat(wrong).as("of %d", compared).isEmpty();
    assertThat(compared).isGreaterThan(30);
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    return zip.getInputStream(zip.getEntry(name)).readAllBytes();
  }

  private static void compare(Asked asked, String name, String text, List<String> wrong) {
    JsonNode ours = Asked.JSON.nullNode();
    for (String line : text.lines().toList()) {
      if (line.startsWith(">> ")) {
        ours = asked.json(line.substring(3));
      } else if (line.startsWith("<< ")) {
        JsonNode theirs = Asked.parse(line.substring(3));
        if (!withoutText(ours).equals(withoutText(theirs))) {
          wrong.add(name + "\n  theirs " + theirs + "\n  ours   " + ours);
        }
      }
    }
  }

  private static JsonNode withoutText(JsonNode answer) {
    if (answer.get("error") instanceof ObjectNode error) {
      error.remove("message");
    }
    return answer;
  }
}
