package org.cairn.tools.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.consensus.EthashCaches;
import org.cairn.protocol.consensus.SnapshotStore;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.execution.BlockExecutor;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestNetworks;
import org.cairn.tools.fixture.TestResult;

/**
 * Runs tests whose blocks are calls of {@code engine_newPayload}: each payload is made into a
 * block, whose hash must be the payload's, and the block goes through the same rules as any other.
 * Thread-safe; a test runs on the caller's thread.
 */
public final class EngineTests {
  private final EthashCaches caches = new EthashCaches(1);
  private final BlockExecutor executor = new BlockExecutor(new CodeCache(64 << 20));

  /** Runs one test; throws FixtureException if it is malformed. */
  public TestResult run(TestCase test) {
    Member root = test.root();
    String network = root.at("network").text();
    Optional<ChainConfig> config = TestNetworks.config(root);
    Optional<String> error =
        config.isEmpty()
            ? Optional.of("unsupported network \"" + network + "\"")
            : error(root, config.get());
    return new TestResult(
        test.file(), test.name(), network, Optional.empty(), error, Optional.empty());
  }

  private Optional<String> error(Member root, ChainConfig config) {
    Header genesis = BlockTests.header(root.at("genesisBlockHeader"));
    BlockChain chain =
        new BlockChain(
            ConsensusRules.of(config, caches, SnapshotStore.none()),
            executor,
            new Block(genesis, BlockBody.EMPTY),
            FixtureState.of(root.at("pre")),
            null);
    if (!chain.headStateRoot().equals(genesis.stateRoot())) {
      return Optional.of("the pre-state's root is " + chain.headStateRoot());
    }
    for (Member call : root.at("engineNewPayloads").items()) {
      Optional<String> error = error(call, chain);
      if (error.isPresent()) {
        return error;
      }
    }
    Hash32 last = root.at("lastblockhash").hash();
    return chain.head().hash().equals(last)
        ? Optional.empty()
        : Optional.of("the head is " + chain.head().hash() + " where " + last + " is expected");
  }

  private static Optional<String> error(Member call, BlockChain chain) {
    Optional<String> expected = call.optional("validationError").map(Member::text);
    Hash32 claimed = call.at("params").item(0).at("blockHash").hash();
    Block block;
    try {
      block = block(call.at("params"));
    } catch (RlpException e) {
      return expected.isPresent()
          ? Optional.empty()
          : Optional.of("payload " + claimed + " was refused: MALFORMED");
    }
    if (!block.hash().equals(claimed)) {
      return Optional.of("the block's hash is " + block.hash() + " where " + claimed + " is said");
    }
    Optional<String> refusal = chain.add(block);
    if (expected.isEmpty()) {
      return refusal.map(reason -> "payload " + claimed + " was refused: " + reason);
    }
    return refusal.isPresent()
        ? Optional.empty()
        : Optional.of(
            "payload " + claimed + " was accepted where " + expected.get() + " is expected");
  }

  private static Block block(Member params) {
    Member payload = params.item(0);
    List<Bytes> encoded = payload.at("transactions").items().stream().map(Member::bytes).toList();
    List<Transaction> transactions = encoded.stream().map(Transaction::decode).toList();
    Optional<List<Withdrawal>> withdrawals =
        payload
            .optional("withdrawals")
            .map(list -> list.items().stream().map(EngineTests::withdrawal).toList());
    BlockBody body =
        withdrawals
            .map(list -> new BlockBody(transactions, List.of(), list))
            .orElseGet(() -> new BlockBody(transactions, List.of(), null));
    Header.Builder header =
        new Header.Builder()
            .parentHash(payload.at("parentHash").hash())
            .coinbase(payload.at("feeRecipient").address())
            .stateRoot(payload.at("stateRoot").hash())
            .transactionsRoot(OrderedTrie.root(encoded))
            .receiptsRoot(payload.at("receiptsRoot").hash())
            .logsBloom(BlockTests.bloom(payload.at("logsBloom")))
            .number(payload.at("blockNumber").longNumber())
            .gasLimit(payload.at("gasLimit").longNumber())
            .gasUsed(payload.at("gasUsed").longNumber())
            .timestamp(payload.at("timestamp").unsignedLong())
            .extraData(payload.at("extraData").bytes())
            .mixHash(payload.at("prevRandao").hash())
            .baseFeePerGas(payload.at("baseFeePerGas").number());
    addLaterMembers(header, params, withdrawals);
    return new Block(header.build(), body);
  }

  /** What the forks since Shanghai added, as far as the call has it. */
  private static void addLaterMembers(
      Header.Builder header, Member params, Optional<List<Withdrawal>> withdrawals) {
    Member payload = params.item(0);
    withdrawals.ifPresent(list ->
        header.withdrawalsRoot(OrderedTrie.root(list.stream().map(EngineTests::encoded).toList())));
    payload.optional("blobGasUsed").map(Member::unsignedLong).ifPresent(header::blobGasUsed);
    payload.optional("excessBlobGas").map(Member::unsignedLong).ifPresent(header::excessBlobGas);
    List<Member> all = params.items();
    if (all.size() > 2) {
      header.parentBeaconBlockRoot(all.get(2).hash());
    }
    if (all.size() > 3) {
      List<Bytes> requests = new ArrayList<>();
      all.get(3).items().forEach(request -> requests.add(request.bytes()));
      header.requestsHash(BlockChain.hashOf(requests));
    }
  }

  private static Bytes encoded(Withdrawal withdrawal) {
    RlpWriter out = new RlpWriter(64);
    withdrawal.writeTo(out);
    return out.toBytes();
  }

  private static Withdrawal withdrawal(Member json) {
    return new Withdrawal(
        json.at("index").unsignedLong(),
        json.at("validatorIndex").unsignedLong(),
        json.at("address").address(),
        json.at("amount").unsignedLong());
  }
}
