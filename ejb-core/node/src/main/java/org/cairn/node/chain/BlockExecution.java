package org.cairn.node.chain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.execution.BlockExecutor;
import org.cairn.protocol.execution.BlockRequest;
import org.cairn.protocol.execution.BlockResult;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/** Hands a block to the executor with what its chain says about it. Thread-safe. */
final class BlockExecution {
  private final ConsensusRules rules;
  private final Lineage lineage;
  private final BlockExecutor executor;

  BlockExecution(ConsensusRules rules, Lineage lineage, CodeCache codes) {
    this.rules = rules;
    this.lineage = lineage;
    this.executor = new BlockExecutor(codes);
  }

  /**
   * Executes a block on the state of its parent.
   *
   * @param rootOf the state root after a change of the parent's state
   */
  ExecutedBlock execute(
      PreparedBlock prepared,
      U256 parentTotal,
      StateReader parentState,
      Function<StateDelta, Hash32> rootOf) {
    Block block = prepared.block();
    Header header = block.header();
    Address author = rules.author(header, parentTotal);
    BlockRequest request = request(prepared, parentTotal, author, parentState, rootOf);
    BlockResult result;
    try {
      result = executor.execute(request);
    } catch (InvalidBlockException e) {
      throw BlockRejectedException.forGood(
          header, block.hash(), e.reason().name(), String.valueOf(e.getMessage()), e);
    }
    requireRequests(block, request.fork(), result.requests());
    return new ExecutedBlock(
        block,
        parentTotal.plus(header.difficulty()),
        author,
        prepared.senders(),
        result.receipts(),
        result.valueCalls(),
        result.delta());
  }

  private BlockRequest request(
      PreparedBlock prepared,
      U256 parentTotal,
      Address author,
      StateReader parentState,
      Function<StateDelta, Hash32> rootOf) {
    Block block = prepared.block();
    ChainConfig config = rules.config();
    boolean daoFork =
        config.daoForkBlock().isPresent() && config.daoForkBlock().getAsLong() == block.number();
    return new BlockRequest(
        block,
        prepared.senders(),
        author,
        rules.forkAt(block.header(), parentTotal),
        config.chainId(),
        parentState,
        lineage.ancestorsOf(block.header()),
        rewards(block, parentTotal),
        daoFork,
        config.depositContract(),
        Optional.of(rootOf));
  }

  private List<BlockRequest.Reward> rewards(Block block, U256 parentTotal) {
    return rules.rewards(block, parentTotal).stream()
        .filter(reward -> !reward.wei().isZero())
        .map(reward -> new BlockRequest.Reward(reward.account(), reward.wei()))
        .toList();
  }

  /**
   * @eip 7685
   */
  private static void requireRequests(Block block, Fork fork, List<Bytes> requests) {
    Hash32 stated = block.header().requestsHash();
    if (!fork.consensus().requests() || stated == null) {
      return;
    }
    Hash32 actual = BlockResult.requestsHash(requests);
    if (!stated.equals(actual)) {
      throw BlockRejectedException.forGood(
          block.header(),
          block.hash(),
          "requests hash",
          "the header says " + stated + ", executing the block gives " + actual,
          null);
    }
  }
}
