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
import org.cairn.tools.fixture.ExceptionNames;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestNetworks;
import org.cairn.tools.fixture.TestResult;
import org.jspecify.annotations.Nullable;

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
    return run(test, null);
  }

  /**
   * Likewise.
   *
   * @param trace where the lines of EIP-3155 of all transactions go, or null for none
   */
  public TestResult run(TestCase test, @Nullable Appendable trace) {
    Member root = test.root();
    Optional<ChainConfig> config = TestNetworks.config(root);
    if (config.isEmpty()) {
      String error = "unsupported network \"" + root.at("network").text() + "\"";
      return result(test, Optional.empty(), Optional.of(error), Optional.empty());
    }
    Header genesis = FixtureHeader.of(root.at("genesisBlockHeader"));
    BlockChain chain =
        new BlockChain(
            ConsensusRules.of(config.get(), caches, SnapshotStore.none()),
            executor,
            new Block(genesis, BlockBody.EMPTY),
            FixtureState.of(root.at("pre")),
            trace);
    return new Run(test, chain).result(genesis);
  }

  private static TestResult result(
      TestCase test,
      Optional<Hash32> stateRoot,
      Optional<String> error,
      Optional<String> otherReason) {
    String network = test.root().at("network").text();
    return new TestResult(test.file(), test.name(), network, stateRoot, error, otherReason);
  }

  /** The payloads of a test, given to a chain. */
  private static final class Run {
    private final TestCase test;
    private final BlockChain chain;
    private Optional<String> otherReason = Optional.empty();

    Run(TestCase test, BlockChain chain) {
      this.test = test;
      this.chain = chain;
    }

    TestResult result(Header genesis) {
      Optional<String> error =
          chain.headStateRoot().equals(genesis.stateRoot())
              ? Optional.empty()
              : Optional.of("the pre-state's root is " + chain.headStateRoot());
      for (Member call : test.root().at("engineNewPayloads").items()) {
        if (error.isEmpty()) {
          error = error(call);
        }
      }
      error = error.or(this::wrongEnd);
      Optional<Hash32> root =
          error.isEmpty() ? Optional.of(chain.head().header().stateRoot()) : Optional.empty();
      return EngineTests.result(test, root, error, otherReason);
    }

    private Optional<String> error(Member call) {
      Optional<String> expected = expected(call);
      String payload = "payload " + call.at("params").item(0).at("blockHash").hash();
      Optional<String> refusal = refusal(call.at("params"), chain);
      if (expected.isEmpty()) {
        return refusal.map(reason -> payload + " was refused: " + reason);
      }
      if (refusal.isEmpty()) {
        return Optional.of(payload + " was accepted where " + expected.get() + " is expected");
      }
      if (!ExceptionNames.matchesBlock(expected.get(), refusal.get())) {
        String was = payload + " was refused for " + refusal.get();
        otherReason = Optional.of(was + " where " + expected.get() + " is expected");
      }
      return Optional.empty();
    }

    /** The name of the reason; a call that is to fail by an error code has none. */
    private static Optional<String> expected(Member call) {
      return call.optional("validationError")
          .map(Member::text)
          .or(() -> call.optional("errorCode").map(code -> ExceptionNames.UNNAMED));
    }

    private Optional<String> wrongEnd() {
      Hash32 last = test.root().at("lastblockhash").hash();
      return chain.head().hash().equals(last)
          ? Optional.empty()
          : Optional.of("the head is " + chain.head().hash() + " where " + last + " is expected");
    }
  }

  private static Optional<String> refusal(Member params, BlockChain chain) {
    Block block;
    try {
      block = block(params);
    } catch (RlpException e) {
      return Optional.of("MALFORMED");
    }
    if (!block.hash().equals(params.item(0).at("blockHash").hash())) {
      return Optional.of("blockHash");
    }
    return versionedHashesAgree(params.items(), block)
        ? chain.add(block)
        : Optional.of("versionedHashes");
  }

  /** Whether the call names the blobs of the payload's transactions, where it names any. */
  private static boolean versionedHashesAgree(List<Member> params, Block block) {
    if (params.size() < 2) {
      return true;
    }
    if (params.get(1).isNull()) {
      return false;
    }
    List<Hash32> actual =
        block.transactions().stream().flatMap(tx -> tx.blobVersionedHashes().stream()).toList();
    return params.get(1).items().stream().map(Member::hash).toList().equals(actual);
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
            .logsBloom(FixtureHeader.bloom(payload.at("logsBloom")))
            .number(number(payload.at("blockNumber")))
            .gasLimit(number(payload.at("gasLimit")))
            .gasUsed(number(payload.at("gasUsed")))
            .timestamp(payload.at("timestamp").unsignedLong())
            .extraData(payload.at("extraData").bytes())
            .mixHash(payload.at("prevRandao").hash())
            .baseFeePerGas(payload.at("baseFeePerGas").number());
    addLaterMembers(header, params, withdrawals);
    return new Block(header.build(), body);
  }

  /** A number of 63 bits, as headers have them. */
  private static long number(Member json) {
    long number = json.unsignedLong();
    if (number < 0) {
      throw new RlpException(Long.toUnsignedString(number) + " exceeds 63 bits", 0);
    }
    return number;
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
    if (all.size() > 2 && !all.get(2).isNull()) {
      header.parentBeaconBlockRoot(all.get(2).hash());
    }
    if (all.size() > 3 && !all.get(3).isNull()) {
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
