package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Chains that other clients' tools made are imported by a running node and served by it. A server
 * for each takes its time: by default one of them, and all with {@code -Dcairn.all=true}.
 */
class ChainFilesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean ALL = Boolean.getBoolean("cairn.all");
  private static final int BATCH = 100;

  @TempDir private Path directory;

  @Test
  void servesTheStateOfGethsTestChainAsGethDumpedIt() throws Exception {
    SharedChain chain =
        SharedChain.ofArchive(
            "chains.zip", "geth-ethtest/genesis.json", "geth-ethtest/chain.rlp", false, directory);
    try (NodeProcess node = chain.start(directory.resolve("data"))) {
      JsonNode head = node.call("eth_getBlockByNumber", "latest", false);
      JsonNode expected = packed("geth-ethtest/headblock.json");
      assertThat(head.path("number").asText()).isEqualTo("0x258");
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        if (head.has(member.getKey())) {
          assertThat(head.get(member.getKey())).as(member.getKey()).isEqualTo(member.getValue());
        }
      }
      assertState(node, packed("geth-ethtest/headstate.json").path("accounts"));
    }
  }

  /** Compares every account and slot. */
  private static void assertState(NodeProcess node, JsonNode accounts) {
    List<NodeProcess.Question> questions = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : accounts.properties()) {
      String address = entry.getKey();
      JsonNode account = entry.getValue();
      questions.add(new NodeProcess.Question("eth_getBalance", address, "latest"));
      answers.add("0x" + new BigInteger(account.path("balance").asText()).toString(16));
      questions.add(new NodeProcess.Question("eth_getTransactionCount", address, "latest"));
      answers.add("0x" + Long.toHexString(account.path("nonce").asLong()));
      questions.add(new NodeProcess.Question("eth_getCode", address, "latest"));
      answers.add(account.path("code").asText("0x"));
      for (Map.Entry<String, JsonNode> slot : account.path("storage").properties()) {
        String word = slot.getValue().asText();
        questions.add(
            new NodeProcess.Question("eth_getStorageAt", address, slot.getKey(), "latest"));
        answers.add("0x" + "0".repeat(64 - word.length()) + word);
      }
    }
    for (int from = 0; from < questions.size(); from += BATCH) {
      int to = Math.min(questions.size(), from + BATCH);
      JsonNode given = node.batch(questions.subList(from, to));
      for (int i = from; i < to; i++) {
        assertThat(given.get(i - from).path("result").asText())
            .as(questions.get(i).toString())
            .isEqualTo(answers.get(i));
      }
    }
  }

  private static JsonNode packed(String entry) throws IOException {
    try (ZipFile zip = new ZipFile(SharedChain.file("vectors/chains.zip").toFile())) {
      return JSON.readTree(zip.getInputStream(zip.getEntry(entry)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "besu/snap/snapGenesis.json, besu/snap/testBlockchain.blocks, 500, true",
    "besu/testGenesis.json, besu/testBlockchain.blocks, 32, false",
    "besu/hive/testGenesis.json, besu/hive/testBlockchain.blocks, 34, false",
    "besu/clique/clique_to_pos.json, besu/clique/clique.blocks, 4, false",
    "besu/fork-chain-data/genesis-outdated.json, besu/fork-chain-data/fork-outdated.blocks, 10, false",
    "besu/fork-chain-data/genesis-upgraded.json, besu/fork-chain-data/fork-upgraded.blocks, 10, false",
    "besu/fork-london-data/testLondonGenesis.json, besu/fork-london-data/testLondonBlockchain.blocks, 5, false",
    "besu/test-eth-ref-rpc-compact/genesis.json, besu/test-eth-ref-rpc-compact/chain.blocks, 3, true",
  })
  void importsAndServesTheChainsOfBesu(String genesis, String blocks, int height, boolean skipSeals)
      throws Exception {
    assumeTrue(ALL, "a server for each chain: -Dcairn.all=true runs them");
    SharedChain chain = SharedChain.ofArchive("chains.zip", genesis, blocks, skipSeals, directory);
    try (NodeProcess node = chain.start(directory.resolve("data"))) {
      assertServed(node, height);
    }
  }

  @Test
  void importsAndServesFullBlocksOfOsaka() throws Exception {
    assumeTrue(ALL, "126 blocks of 45 million gas each: -Dcairn.all=true runs them");
    try (NodeProcess node = SharedChain.ofFolder("osaka-load").start(directory.resolve("data"))) {
      JsonNode meta = SharedChain.meta("osaka-load");
      assertServed(node, meta.path("blocks").asInt());
      assertThat(node.call("eth_getBlockByNumber", "latest", false).path("hash").asText())
          .isEqualTo(meta.path("headHash").asText());
    }
  }

  /** Each block is the parent of the next, with the receipts that its transactions need. */
  private static void assertServed(NodeProcess node, int height) {
    String parent = "";
    for (int number = 0; number <= height; number++) {
      String quantity = "0x" + Integer.toHexString(number);
      JsonNode block = node.call("eth_getBlockByNumber", quantity, false);
      if (number > 0) {
        assertThat(block.path("parentHash").asText()).isEqualTo(parent);
      }
      parent = block.path("hash").asText();
      assertThat(node.call("eth_getBlockReceipts", quantity))
          .hasSameSizeAs(block.path("transactions"));
    }
    assertThat(node.call("eth_blockNumber").asText()).isEqualTo("0x" + Integer.toHexString(height));
  }
}
