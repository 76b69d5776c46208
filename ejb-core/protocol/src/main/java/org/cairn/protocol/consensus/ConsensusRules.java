package org.cairn.protocol.consensus;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * The rules of one chain for blocks that are not executed yet. Thread-safe.
 *
 * <p>Total difficulties are those of the parent; they only tell blocks before the merge from blocks
 * after it (EIP-3675).
 */
public final class ConsensusRules {
  private final ChainConfig config;
  private final Engine beforeMerge;
  private final Engine merged = new MergedEngine();

  private ConsensusRules(ChainConfig config, Engine beforeMerge) {
    this.config = config;
    this.beforeMerge = beforeMerge;
  }

  /** The rules of a chain with the given caches. */
  public static ConsensusRules of(
      ChainConfig config, EthashCaches ethashCaches, SnapshotStore snapshots) {
    Engine engine =
        switch (config.engine()) {
          case SealEngine.Ethash(Optional<U256> fixedDifficulty) ->
              new WorkEngine(config.daoForkBlock(), fixedDifficulty, new Ethash(ethashCaches));
          case SealEngine.Unsealed() ->
              new WorkEngine(config.daoForkBlock(), Optional.empty(), (header, sealHash) -> {});
          case SealEngine.Clique clique -> new CliqueEngine(clique, snapshots);
        };
    return new ConsensusRules(config, engine);
  }

  /** The same rules, except that no seal is looked at: for chains made by tools. */
  public ConsensusRules withoutSeals() {
    return new ConsensusRules(config, new WithoutSeal(beforeMerge));
  }

  public ChainConfig config() {
    return config;
  }

  public Fork forkAt(Header header, U256 parentTotalDifficulty) {
    return config.schedule().forkAt(header.number(), header.timestamp(), parentTotalDifficulty);
  }

  /** The engine of a block: the chain's own up to the merge, none of the node's after it. */
  public Engine engineAt(Header header, U256 parentTotalDifficulty) {
    return forkAt(header, parentTotalDifficulty).consensus().merged() ? merged : beforeMerge;
  }

  /** Checks a whole block before its execution: header, body, ommers and seal. */
  public void check(
      Block block, Header parent, U256 parentTotalDifficulty, HeaderSource ancestors) {
    checkHeader(block.header(), parent, parentTotalDifficulty);
    checkBody(block, parentTotalDifficulty);
    checkOmmers(block, parentTotalDifficulty, ancestors);
    checkSeal(block.header(), parentTotalDifficulty, ancestors);
  }

  /** Checks everything about a header but its seal. Cheap. */
  public void checkHeader(Header header, Header parent, U256 parentTotalDifficulty) {
    Fork fork = forkAt(header, parentTotalDifficulty);
    HeaderRules.check(header, parent, fork.consensus());
    engineAt(header, parentTotalDifficulty).checkHeader(header, parent, fork);
  }

  /** Checks a header's seal: milliseconds with Ethash, a signature's recovery with Clique. */
  public void checkSeal(Header header, U256 parentTotalDifficulty, HeaderSource ancestors) {
    engineAt(header, parentTotalDifficulty).checkSeal(header, ancestors);
  }

  /** Checks that the body is the one that the header commits to. */
  public void checkBody(Block block, U256 parentTotalDifficulty) {
    BodyRules.check(block, forkAt(block.header(), parentTotalDifficulty).consensus());
  }

  /** Checks kinship, headers and seals of a block's ommers. */
  public void checkOmmers(Block block, U256 parentTotalDifficulty, HeaderSource ancestors) {
    if (block.body().ommers().isEmpty()) {
      return;
    }
    if (!engineAt(block.header(), parentTotalDifficulty).allowsOmmers()) {
      throw ConsensusException.of(
          block.header(), "ommers", "%d ommers where none may be", block.body().ommers().size());
    }
    OmmerRules.check(
        block,
        ancestors,
        (ommer, parent) -> {
          // An ommer is older than the block, so a total difficulty that has not ended proof of
          // work for the block has not ended it for the ommer.
          checkHeader(ommer, parent, parentTotalDifficulty);
          checkSeal(ommer, parentTotalDifficulty, ancestors);
        });
  }

  /** Checks that the header is not from the future; {@code now} is in seconds since 1970. */
  public void checkTime(Header header, U256 parentTotalDifficulty, long now) {
    long latest = engineAt(header, parentTotalDifficulty).latestTime(now);
    if (Long.compareUnsigned(header.timestamp(), latest) > 0) {
      throw ConsensusException.of(
          header,
          "futureTime",
          "timestamp %s is ahead of the clock's %d",
          Long.toUnsignedString(header.timestamp()),
          now);
    }
  }

  /** Who gets the block's fees, and what COINBASE pushes. */
  public Address author(Header header, U256 parentTotalDifficulty) {
    return engineAt(header, parentTotalDifficulty).author(header);
  }

  /** What the block creates besides fees, in the order in which it is credited. */
  public List<Engine.Reward> rewards(Block block, U256 parentTotalDifficulty) {
    return engineAt(block.header(), parentTotalDifficulty)
        .rewards(block, forkAt(block.header(), parentTotalDifficulty));
  }
}
