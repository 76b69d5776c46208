package org.cairn.tools.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusException;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.consensus.HeaderSource;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.execution.BlockExecutor;
import org.cairn.protocol.execution.BlockRequest;
import org.cairn.protocol.execution.BlockResult;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.FixtureState;
import org.jspecify.annotations.Nullable;

/**
 * A chain of blocks in memory, with every block's state: the rules of a node without a node.
 * Confined to one thread.
 */
final class BlockChain implements HeaderSource {
  /** A block that was accepted. */
  private record Known(Block block, U256 totalDifficulty, MemoryState state) {}

  private final ConsensusRules rules;
  private final BlockExecutor executor;
  private final Optional<Tracer> tracer;
  private final Map<Hash32, Known> blocks = new HashMap<>();
  private Known head;

  BlockChain(
      ConsensusRules rules,
      BlockExecutor executor,
      Block genesis,
      MemoryState state,
      @Nullable Appendable trace) {
    this.rules = rules;
    this.executor = executor;
    this.tracer = Optional.ofNullable(trace).map(Eip3155Tracer::new);
    this.head = new Known(genesis, genesis.header().difficulty(), state);
    blocks.put(genesis.hash(), head);
  }

  Block head() {
    return head.block;
  }

  Hash32 headStateRoot() {
    return FixtureState.root(head.state);
  }

  /** Accepts a block, or says which rule it breaks. */
  Optional<String> add(Block block) {
    try {
      accept(block);
      return Optional.empty();
    } catch (ConsensusException e) {
      return Optional.of(e.rule());
    } catch (InvalidBlockException e) {
      return Optional.of(e.reason().name());
    } catch (BreachException e) {
      return Optional.of(e.rule);
    }
  }

  private void accept(Block block) {
    Header header = block.header();
    Known parent = blocks.get(header.parentHash());
    if (parent == null) {
      throw new BreachException("unknownParent");
    }
    U256 total = parent.totalDifficulty;
    rules.check(block, parent.block.header(), total, this);
    Fork fork = rules.forkAt(header, total);
    BlockResult result = executor.execute(request(block, parent, fork), index -> tracer);
    MemoryState after = parent.state.with(result.delta());
    checkRoots(header, result, after);
    Known known = new Known(block, total.plus(header.difficulty()), after);
    blocks.put(block.hash(), known);
    boolean better =
        fork.consensus().merged() || known.totalDifficulty.compareTo(head.totalDifficulty) > 0;
    head = better ? known : head;
  }

  private BlockRequest request(Block block, Known parent, Fork fork) {
    Header header = block.header();
    U256 total = parent.totalDifficulty;
    return new BlockRequest(
        block,
        senders(block),
        rules.author(header, total),
        fork,
        rules.config().chainId(),
        parent.state,
        number -> ancestor(parent, number),
        rules.rewards(block, total).stream()
            .map(reward -> new BlockRequest.Reward(reward.account(), reward.wei()))
            .toList(),
        rules.config().daoForkBlock().orElse(-1) == header.number(),
        rules.config().depositContract(),
        Optional.of(delta -> FixtureState.root(parent.state.with(delta))));
  }

  private static List<Address> senders(Block block) {
    List<Address> senders = new ArrayList<>();
    for (Transaction transaction : block.transactions()) {
      senders.add(
          transaction
              .recoverSender(Secp256k1.instance())
              .orElseThrow(() -> new BreachException("INVALID_SIGNATURE")));
    }
    return senders;
  }

  private static void checkRoots(Header header, BlockResult result, MemoryState after) {
    List<Bytes> encoded = result.receipts().stream().map(Receipt::encoded).toList();
    require(OrderedTrie.root(encoded).equals(header.receiptsRoot()), "receiptsRoot");
    Bloom bloom = Bloom.union(result.receipts().stream().map(Receipt::bloom).toList());
    require(bloom.equals(header.logsBloom()), "logsBloom");
    require(FixtureState.root(after).equals(header.stateRoot()), "stateRoot");
    Hash32 requests = header.requestsHash();
    require(
        requests == null || requests.equals(BlockResult.requestsHash(result.requests())),
        "requestsHash");
  }

  private static void require(boolean met, String rule) {
    if (!met) {
      throw new BreachException(rule);
    }
  }

  private Known known(Hash32 hash) {
    return Objects.requireNonNull(blocks.get(hash));
  }

  private Hash32 ancestor(Known from, long number) {
    Known at = from;
    while (at.block.number() > number) {
      at = known(at.block.header().parentHash());
    }
    return at.block.hash();
  }

  @Override
  public Optional<Header> header(Hash32 hash) {
    return Optional.ofNullable(blocks.get(hash)).map(known -> known.block.header());
  }

  @Override
  public List<Hash32> ommers(Hash32 blockHash) {
    return known(blockHash).block.body().ommers().stream().map(Header::hash).toList();
  }

  /** A rule that is broken, found outside the rooms of rules and execution. */
  private static final class BreachException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;

    BreachException(String rule) {
      super(rule);
      this.rule = rule;
    }
  }
}
