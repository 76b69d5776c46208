package org.cairn.tools.block;

import java.util.List;
import java.util.Map;
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
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.tools.fixture.ExceptionNames;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestNetworks;
import org.cairn.tools.fixture.TestResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs block tests of the official suites: chains of blocks, valid and invalid, with side chains
 * and transitions of forks. Blocks stand there in RLP or as payloads of {@code engine_newPayload}.
 * Thread-safe; a test runs on the caller's thread.
 */
public final class BlockTests {
  private final EthashCaches caches = new EthashCaches(2);
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
    Block genesis = genesis(root);
    BlockChain chain =
        new BlockChain(
            ConsensusRules.of(config.get(), caches, SnapshotStore.none()),
            executor,
            genesis,
            FixtureState.of(root.at("pre")),
            trace);
    Hash32 stateRoot = genesis.header().stateRoot();
    if (!chain.headStateRoot().equals(stateRoot)) {
      String error =
          "the pre-state's root is "
              + chain.headStateRoot()
              + ", the genesis block says "
              + stateRoot;
      return result(test, Optional.empty(), Optional.of(error), Optional.empty());
    }
    return new Run(test, chain).result();
  }

  private static TestResult result(
      TestCase test,
      Optional<Hash32> stateRoot,
      Optional<String> error,
      Optional<String> otherReason) {
    String network = test.root().at("network").text();
    return new TestResult(test.file(), test.name(), network, stateRoot, error, otherReason);
  }

  /** The blocks of a test, given to a chain. */
  private static final class Run {
    private final TestCase test;
    private final BlockChain chain;
    private Optional<String> otherReason = Optional.empty();

    Run(TestCase test, BlockChain chain) {
      this.test = test;
      this.chain = chain;
    }

    TestResult result() {
      Optional<String> error = error();
      error = error.or(this::wrongEnd);
      Optional<Hash32> root =
          error.isEmpty() ? Optional.of(chain.head().header().stateRoot()) : Optional.empty();
      return BlockTests.result(test, root, error, otherReason);
    }

    /** What is wrong with the first block that is not judged as expected. */
    private Optional<String> error() {
      Optional<String> error = Optional.empty();
      Optional<Member> payloads = test.root().optional("engineNewPayloads");
      List<Member> entries = payloads.orElseGet(() -> test.root().at("blocks")).items();
      for (int i = 0; i < entries.size() && error.isEmpty(); i++) {
        Member entry = entries.get(i);
        if (payloads.isPresent()) {
          EnginePayload payload = new EnginePayload(entry);
          error = error(payload.name(), payload.expected(), payload.refusal(chain));
        } else {
          error = error("block " + i, expected(entry), refusal(entry.at("rlp").bytes()));
        }
      }
      return error;
    }

    private Optional<String> error(
        String block, Optional<String> expected, Optional<String> refusal) {
      if (expected.isEmpty()) {
        return refusal.map(reason -> block + " was refused: " + reason);
      }
      String instead = " where " + expected.get() + " is expected";
      if (refusal.isEmpty()) {
        return Optional.of(block + " was accepted" + instead);
      }
      if (!ExceptionNames.matchesBlock(expected.get(), refusal.get())) {
        otherReason = Optional.of(block + " was refused for " + refusal.get() + instead);
      }
      return Optional.empty();
    }

    private Optional<String> refusal(Bytes rlp) {
      try {
        return chain.add(Block.decode(rlp));
      } catch (RlpException e) {
        return Optional.of("MALFORMED");
      }
    }

    private static Optional<String> expected(Member entry) {
      for (Map.Entry<String, Member> member : entry.members().entrySet()) {
        if (member.getKey().startsWith("expectException")) {
          return Optional.of(member.getValue().text());
        }
      }
      return entry.has("blockHeader") ? Optional.empty() : Optional.of(ExceptionNames.UNNAMED);
    }

    private Optional<String> wrongEnd() {
      Hash32 last = test.root().at("lastblockhash").hash();
      if (!chain.head().hash().equals(last)) {
        return Optional.of(
            "the head is " + chain.head().hash() + " where " + last + " is expected");
      }
      Optional<Hash32> post =
          test.root()
              .optional("postState")
              .map(state -> FixtureState.root(FixtureState.of(state)))
              .or(() -> test.root().optional("postStateHash").map(Member::hash));
      return post.filter(root -> !root.equals(chain.headStateRoot()))
          .map(root ->
              "the state root is " + chain.headStateRoot() + " where " + root + " is expected");
    }
  }

  private static Block genesis(Member test) {
    Optional<Member> rlp = test.optional("genesisRLP");
    if (rlp.isEmpty()) {
      return new Block(FixtureHeader.of(test.at("genesisBlockHeader")), BlockBody.EMPTY);
    }
    try {
      return Block.decode(rlp.get().bytes());
    } catch (RlpException e) {
      throw rlp.get().fail("is no block: " + e.getMessage());
    }
  }
}
