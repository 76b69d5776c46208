package org.cairn.protocol.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.consensus.EthashCaches;
import org.cairn.protocol.consensus.SnapshotStore;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.genesis.Network;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.HashedNodes;
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.trie.TrieStateReader;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Blocks of mainnet from Frontier to Spurious Dragon, each on the part of its parent's state that
 * it touches.
 */
class MainnetWitnessReferenceTest {
  private static final String ARCHIVE = "real-blocks.zip";

  /** The total difficulty matters only at the merge, which is far above these blocks. */
  private static final U256 BEFORE_MERGE = U256.ZERO;

  private static final ConsensusRules RULES =
      ConsensusRules.of(
          Network.MAINNET.genesis().config(), new EthashCaches(1), SnapshotStore.none());

  /** Blocks whose state and codes are all there: nothing that they need may be missing. */
  private static final Set<Long> COMPLETE =
      Set.of(
          97L,
          98L,
          46_147L,
          47_216L,
          48_915L,
          49_439L,
          116_524L,
          196_647L,
          226_147L,
          231_501L,
          243_826L,
          248_032L,
          1_017_395L,
          1_352_922L,
          2_675_002L);

  /** The archive holds no codes of contracts; these are kept beside this test. */
  private static final List<Bytes> CODES = codes();

  /** An example of go-ethereum's tracers whose state has the contract that block 1017395 calls. */
  private static final String TRACER_EXAMPLE =
      "eth/tracers/internal/tracetest/testdata/call_tracer_flat/inner_precompiled_wrong_gas.json";

  private final BlockExecutor executor = new BlockExecutor(new CodeCache(8 << 20));

  static List<String> witnesses() {
    return Vectors.entries(ARCHIVE, "mainnet-witness/");
  }

  @Test
  void findsAllWitnesses() {
    assertThat(witnesses()).hasSizeGreaterThanOrEqualTo(19);
  }

  @ParameterizedTest
  @MethodSource("witnesses")
  void executesToTheRootsOfTheHeader(String name) {
    JsonNode witness = Vectors.json(ARCHIVE, name);
    Block block = Block.decode(Bytes.of(witness.get("block").asText()));
    Header header = block.header();
    Header parent = Header.decode(Bytes.of(witness.get("parentHeader").asText()));
    assertThat(block.hash()).isEqualTo(Hash32.of(witness.get("hash").asText()));
    assertThat(parent.hash()).isEqualTo(header.parentHash());
    RULES.checkHeader(header, parent, BEFORE_MERGE);
    RULES.checkBody(block, BEFORE_MERGE);

    Witness state = new Witness(parent, nodes(witness));
    BlockResult result = executor.execute(request(block, state, ancestors(witness, parent)));

    List<Receipt> receipts = result.receipts();
    assertThat(result.gasUsed()).isEqualTo(header.gasUsed());
    assertThat(OrderedTrie.root(receipts.stream().map(Receipt::encoded).toList()))
        .isEqualTo(header.receiptsRoot());
    assertThat(Bloom.union(receipts.stream().map(Receipt::bloom).toList()))
        .isEqualTo(header.logsBloom());
    assertThat(state.rootAfter(result.delta())).isEqualTo(header.stateRoot());
  }

  private static BlockRequest request(Block block, Witness state, Map<Long, Hash32> ancestors) {
    List<Address> senders = new ArrayList<>();
    for (Transaction transaction : block.transactions()) {
      senders.add(transaction.recoverSender(Secp256k1.instance()).orElseThrow());
    }
    return new BlockRequest(
        block,
        senders,
        RULES.author(block.header(), BEFORE_MERGE),
        RULES.forkAt(block.header(), BEFORE_MERGE),
        RULES.config().chainId(),
        state,
        number -> Optional.ofNullable(ancestors.get(number)).orElseThrow(),
        RULES.rewards(block, BEFORE_MERGE).stream()
            .map(reward -> new BlockRequest.Reward(reward.account(), reward.wei()))
            .toList(),
        false,
        RULES.config().depositContract(),
        Optional.of(state::rootAfter));
  }

  /**
   * The state after a block's parent in a witness; skips the test where the witness lacks a code.
   */
  private static final class Witness implements StateReader {
    private final long block;
    private final HashedNodes nodes;
    private final TrieStateReader state;

    Witness(Header parent, HashedNodes nodes) {
      this.block = parent.number() + 1;
      this.nodes = nodes;
      this.state = TrieStateReader.of(parent.stateRoot(), nodes);
    }

    Hash32 rootAfter(StateDelta delta) {
      return state.trie().with(delta, new KeyHashes(1 << 8), Parallel.SEQUENTIAL, 0).trie().root();
    }

    @Override
    public Optional<Account> account(Address address) {
      return state.account(address);
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      assumeTrue(
          COMPLETE.contains(block) || nodes.preimage(codeHash) != null,
          () -> "the witness lacks the code " + codeHash + ", which the block runs");
      return state.code(codeHash);
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      return state.storage(address, slot);
    }
  }

  private static HashedNodes nodes(JsonNode witness) {
    List<Bytes> preimages = new ArrayList<>();
    witness.get("preimages").forEach(preimage -> preimages.add(Bytes.of(preimage.asText())));
    preimages.addAll(CODES);
    preimages.addAll(tracerCodes());
    return HashedNodes.of(preimages);
  }

  private static List<Bytes> tracerCodes() {
    List<Bytes> codes = new ArrayList<>();
    JsonNode accounts = Vectors.json("geth-tracers.zip", TRACER_EXAMPLE).at("/genesis/alloc");
    for (JsonNode account : accounts) {
      if (account.hasNonNull("code")) {
        codes.add(Bytes.of(account.get("code").asText()));
      }
    }
    return codes;
  }

  private static List<Bytes> codes() {
    Properties codes = new Properties();
    try (InputStream in =
        MainnetWitnessReferenceTest.class.getResourceAsStream("mainnet-codes.properties")) {
      codes.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return codes.stringPropertyNames().stream().map(hash -> code(hash, codes)).toList();
  }

  private static Bytes code(String hash, Properties codes) {
    Bytes code = Bytes.of(codes.getProperty(hash));
    assertThat(Keccak256.hash(code)).isEqualTo(Hash32.of(hash));
    return code;
  }

  private static Map<Long, Hash32> ancestors(JsonNode witness, Header parent) {
    Map<Long, Hash32> hashes = new HashMap<>();
    hashes.put(parent.number(), parent.hash());
    for (JsonNode encoded : witness.get("ancestorHeaders")) {
      Header header = Header.decode(Bytes.of(encoded.asText()));
      hashes.put(header.number(), header.hash());
    }
    return hashes;
  }
}
