package org.cairn.explorer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;

/** Chains that go-ethereum made, from the directory that {@code cairn.shared} names. */
final class SharedChains {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedChains() {}

  /**
   * Three Clique signers and plain transfers only, so that every receipt is known without
   * execution.
   */
  static MemoryChain clique() throws IOException {
    Path directory = directory("clique-clique3");
    Genesis genesis = Genesis.parse(Files.readAllBytes(directory.resolve("genesis.json")));
    List<Block> blocks = blocks(directory);
    MemoryChain chain = start(genesis, blocks);
    for (Block block : blocks) {
      List<Receipt> receipts = new ArrayList<>();
      for (Transaction transaction : block.transactions()) {
        receipts.add(
            Receipt.ofStatus(transaction.type(), true, 21_000L * (receipts.size() + 1), List.of()));
      }
      chain.add(block, Optional.of(receipts));
    }
    return chain;
  }

  /** All transaction types, withdrawals and contracts; a tenth of its blocks has receipts. */
  static MemoryChain merged() throws IOException {
    Path directory = directory("merge-mixed");
    Genesis genesis = Genesis.parse(Files.readAllBytes(directory.resolve("genesis.json")));
    List<Block> blocks = blocks(directory);
    Map<String, JsonNode> answers = answers(directory.resolve("rpc-geth-1.17.5.io.gz"));
    MemoryChain chain = start(genesis, blocks);
    for (Block block : blocks) {
      String key = "debug_getRawReceipts[\"0x" + Long.toHexString(block.number()) + "\"]";
      chain.add(block, Optional.ofNullable(answers.get(key)).map(SharedChains::receipts));
    }
    answers.forEach((request, answer) -> {
      if (request.startsWith("eth_getCode[\"0x") && request.endsWith("\"latest\"]")) {
        Address address = Address.of(request.substring(13, 55));
        Bytes code = Bytes.of(answer.asText());
        chain.addAccount(address, 1, U256.of(1_500_000_000_000_000_000L), code);
      }
    });
    return chain;
  }

  /** Proof of work with ommers; not executed. */
  static MemoryChain ethash() throws IOException {
    Path directory = directory("ethash-forks");
    Genesis genesis = Genesis.parse(Files.readAllBytes(directory.resolve("genesis.json")));
    List<Block> blocks = blocks(directory);
    MemoryChain chain = start(genesis, blocks);
    blocks.forEach(block -> chain.add(block, Optional.empty()));
    return chain;
  }

  private static MemoryChain start(Genesis genesis, List<Block> blocks) {
    Block made = genesis.block(blocks.getFirst().header().stateRoot());
    Block first = new Block(made.header(), made.body(), blocks.getFirst().header().parentHash());
    MemoryChain chain = new MemoryChain(genesis.config(), first);
    genesis
        .accounts()
        .forEach((address, account) ->
            chain.addAccount(address, account.nonce(), account.balance(), account.code()));
    return chain;
  }

  private static Path directory(String name) {
    Path directory = Path.of(System.getProperty("cairn.shared", "../shared"), "chains", name);
    assumeTrue(
        Files.isDirectory(directory),
        () -> "the chain " + directory + " is missing; -Dcairn.shared names its directory");
    return directory;
  }

  private static List<Block> blocks(Path directory) throws IOException {
    try (InputStream in = unzip(directory.resolve("chain.rlp.gz"))) {
      RlpReader reader = RlpReader.of(in.readAllBytes());
      List<Block> blocks = new ArrayList<>();
      while (reader.hasNext()) {
        blocks.add(Block.read(reader));
      }
      return blocks;
    }
  }

  /** Recorded answers by method and parameters, the first one where a question came twice. */
  private static Map<String, JsonNode> answers(Path file) throws IOException {
    Map<String, JsonNode> answers = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(unzip(file), StandardCharsets.UTF_8))) {
      String question = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(">> {")) {
          JsonNode json = JSON.readTree(line.substring(3));
          question = json.path("method").asText() + json.path("params");
        } else if (line.startsWith("<< {") && question.matches("(debug_getRaw|eth_getCode).*")) {
          answers.putIfAbsent(question, JSON.readTree(line.substring(3)).path("result"));
        }
      }
    }
    return answers;
  }

  private static List<Receipt> receipts(JsonNode list) {
    List<Receipt> receipts = new ArrayList<>();
    list.forEach(item -> receipts.add(Receipt.decode(Bytes.of(item.asText()))));
    return receipts;
  }

  private static InputStream unzip(Path file) throws IOException {
    return new GZIPInputStream(Files.newInputStream(file), 1 << 16);
  }
}
