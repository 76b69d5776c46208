package org.cairn.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.genesis.Network;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Chains;
import org.cairn.protocol.vectors.TrieOracle;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains that other nodes made: every header, body, ommer and seal keeps the rules. */
class RecordedChainsReferenceTest {
  /** One in this many proofs of work is verified unless all are wanted. */
  private static final int SAMPLE = 25;

  private static final EthashCaches CACHES = new EthashCaches(2);

  private final Random random = new Random(Vectors.seed(RecordedChainsReferenceTest.class));

  private static ConsensusRules rules(ChainConfig config) {
    return ConsensusRules.of(config, CACHES, SnapshotStore.none());
  }

  /** Checks all blocks behind the first and returns the total difficulty at the end. */
  private U256 checkAll(ConsensusRules rules, List<Block> blocks, int sample) {
    HeaderSource source = Chains.source(blocks);
    ConsensusRules withoutSeals = rules.withoutSeals();
    U256 total = blocks.getFirst().header().difficulty();
    for (int i = 1; i < blocks.size(); i++) {
      boolean sealToo = Vectors.all() || random.nextInt(sample) == 0;
      (sealToo ? rules : withoutSeals)
          .check(blocks.get(i), blocks.get(i - 1).header(), total, source);
      total = total.plus(blocks.get(i).header().difficulty());
    }
    return total;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clique-clique3", "clique-erc20loop", "clique-erc20tx", "clique-transfers"})
  void cliqueChainsKeepTheRules(String name) throws IOException {
    List<Block> blocks = Chains.folder(name);
    assertThat(checkAll(rules(Chains.genesis(name).config()), blocks, 1))
        .hasToString(meta(name).get("totalDifficulty").asText());
    assertThat(blocks.getLast().hash()).hasToString(meta(name).get("headHash").asText());
  }

  private static JsonNode meta(String name) throws IOException {
    return Vectors.json(Files.readAllBytes(Vectors.file("chains/" + name + "/meta.json")));
  }

  @Test
  void ethashChainWithManyForksKeepsTheRules() throws IOException {
    List<Block> blocks = Chains.folder("ethash-forks");
    assertThat(checkAll(rules(Chains.genesis("ethash-forks").config()), blocks, 4))
        .hasToString(meta("ethash-forks").get("totalDifficulty").asText());
    assertThat(blocks.stream().mapToInt(block -> block.body().ommers().size()).sum()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge-mixed", "osaka-load"})
  void chainsAfterTheMergeKeepTheRules(String name) throws IOException {
    List<Block> blocks = Chains.folder(name);
    assertThat(checkAll(rules(Chains.genesis(name).config()), blocks, 1)).isEqualTo(U256.ZERO);
    assertThat(blocks.getLast().hash()).hasToString(meta(name).get("headHash").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "MAINNET, mainnet-00000-5ec1ffb8.era1, 1410",
    "SEPOLIA, sepolia-00000-643a00f7.era1,"
  })
  void firstBlocksOfPublicNetworksKeepTheRules(Network network, String file, Integer ommers)
      throws IOException {
    List<Block> blocks = Chains.file("vectors/" + file);
    Genesis genesis = network.genesis();
    assertThat(blocks).hasSize(8192);
    assertThat(blocks.getFirst()).isEqualTo(genesis.block(TrieOracle::ofState));
    checkAll(rules(genesis.config()), blocks, SAMPLE);
    if (ommers != null) {
      assertThat(blocks.stream().mapToInt(block -> block.body().ommers().size()).sum())
          .isEqualTo(ommers);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "besu-mainnet/blocks-46350-46399.blocks, 50",
    "besu-mainnet/block_1200000.blocks, 1",
    "besu-mainnet/block_4400000.blocks, 1",
  })
  void laterBlocksOfMainnetMatchTheirBodies(String file, int count) throws IOException {
    byte[] bytes = Vectors.entry("real-blocks.zip", file);
    List<Block> blocks = Chains.read(new ByteArrayInputStream(bytes));
    ConsensusRules rules = rules(Network.MAINNET.genesis().config());
    assertThat(blocks).hasSize(count);
    for (int i = 0; i < blocks.size(); i++) {
      rules.checkBody(blocks.get(i), U256.ZERO);
      if (i > 0) {
        rules.checkHeader(blocks.get(i).header(), blocks.get(i - 1).header(), U256.ZERO);
      }
    }
  }

  @Test
  void firstBlocksOfRopstenKeepTheRules() throws IOException {
    Genesis genesis = Genesis.parse(Vectors.entry("genesis.zip", "genesis/besu-ropsten.json"));
    byte[] file = Vectors.entry("real-blocks.zip", "ropsten/ropsten-0-9.blocks");
    List<Block> blocks = Chains.read(new ByteArrayInputStream(file));
    assertThat(blocks.getFirst()).isEqualTo(genesis.block(TrieOracle::ofState));
    checkAll(rules(genesis.config()), blocks, 4);
  }

  @Test
  void firstBlocksOfGoerliKeepTheRules() {
    Genesis genesis = Genesis.parse(Vectors.entry("genesis.zip", "genesis/geth-goerli.json"));
    List<Block> blocks = new ArrayList<>(List.of(genesis.block(TrieOracle::ofState)));
    for (JsonNode json : Vectors.json("real-blocks.zip", "goerli/blocks_goerli_1-7.json")) {
      blocks.add(new Block(header(json.get("header")), BlockBody.EMPTY));
    }
    assertThat(blocks).hasSize(8);
    checkAll(rules(genesis.config()), blocks, 1);
  }

  @Test
  void firstBlocksOfMainnetKeepTheRulesInTheirJson() {
    Genesis genesis = Network.MAINNET.genesis();
    List<Block> blocks = new ArrayList<>(List.of(genesis.block(TrieOracle::ofState)));
    for (JsonNode json : Vectors.json("real-blocks.zip", "mainnet-json/blocks_mainnet_1-5.json")) {
      List<Header> ommers = new ArrayList<>();
      json.get("uncleHeaders").forEach(ommer -> ommers.add(header(ommer)));
      blocks.add(new Block(header(json.get("header")), new BlockBody(List.of(), ommers, null)));
    }
    assertThat(blocks).hasSize(6);
    checkAll(rules(genesis.config()), blocks, 1);
  }

  /** Ten headers as e2store records: a type of 2 bytes, a length of 4 and 2 of zeros. */
  @Test
  void headersOfTheMillionthBlocksOfMainnetKeepTheRules() {
    ByteBuffer file =
        ByteBuffer.wrap(Vectors.entry("real-blocks.zip", "portal/headers/1000001-1000010.e2s"))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Block> blocks = new ArrayList<>();
    while (file.hasRemaining()) {
      assertThat(file.getShort()).isEqualTo((short) 0xff);
      byte[] header = new byte[file.getInt()];
      assertThat(file.getShort()).isZero();
      file.get(header);
      blocks.add(new Block(Header.decode(Bytes.wrap(header)), BlockBody.EMPTY));
    }
    assertThat(blocks).hasSize(10).first().matches(block -> block.number() == 1_000_001);
    ConsensusRules rules = rules(Network.MAINNET.genesis().config());
    for (int i = 1; i < blocks.size(); i++) {
      Header header = blocks.get(i).header();
      rules.checkHeader(header, blocks.get(i - 1).header(), U256.ZERO);
      rules.checkSeal(header, U256.ZERO, Chains.source(blocks));
    }
  }

  /** A header as the block files of ethereumjs have it. */
  private static Header header(JsonNode json) {
    return new Header.Builder()
        .parentHash(Hash32.of(json.get("parentHash").asText()))
        .ommersHash(Hash32.of(json.get("uncleHash").asText()))
        .coinbase(Address.of(json.get("coinbase").asText()))
        .stateRoot(Hash32.of(json.get("stateRoot").asText()))
        .transactionsRoot(Hash32.of(json.get("transactionsTrie").asText()))
        .receiptsRoot(Hash32.of(json.get("receiptTrie").asText()))
        .difficulty(U256.of(json.get("difficulty").asText()))
        .number(U256.of(json.get("number").asText()).toLong())
        .gasLimit(U256.of(json.get("gasLimit").asText()).toLong())
        .gasUsed(U256.of(json.get("gasUsed").asText()).toLong())
        .timestamp(U256.of(json.get("timestamp").asText()).toLong())
        .extraData(Bytes.of(json.get("extraData").asText()))
        .mixHash(Hash32.of(json.get("mixHash").asText()))
        .nonce(U256.of(json.get("nonce").asText()).word(3))
        .build();
  }
}
