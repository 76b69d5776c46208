package org.cairn.protocol.consensus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * The rules of proof of work: difficulty, ommers and their rewards. The proof itself is a port, so
 * that chains made by tools can go without.
 */
final class WorkEngine implements Engine {
  private static final Bytes DAO_EXTRA_DATA =
      Bytes.wrap("dao-hard-fork".getBytes(StandardCharsets.US_ASCII));
  private static final int DAO_BLOCKS = 10;
  private static final long MOST_SECONDS_AHEAD = 15;

  /** Checks a proof of work. */
  @FunctionalInterface
  interface Proof {
    void check(Header header, Hash32 sealHash);
  }

  private final OptionalLong daoForkBlock;
  private final Optional<U256> fixedDifficulty;
  private final Proof proof;

  WorkEngine(OptionalLong daoForkBlock, Optional<U256> fixedDifficulty, Proof proof) {
    this.daoForkBlock = daoForkBlock;
    this.fixedDifficulty = fixedDifficulty;
    this.proof = proof;
  }

  @Override
  public void checkHeader(Header header, Header parent, Fork fork) {
    HeaderRules.laterThan(header, parent);
    HeaderRules.extraDataSize(header);
    daoExtraData(header);
    HeaderRules.difficulty(
        header,
        fixedDifficulty.orElseGet(
            () -> Difficulty.of(fork.consensus(), header.number(), header.timestamp(), parent)));
  }

  /**
   * @eip 779: the ten blocks from the fork on carry its mark, so that light clients can tell.
   */
  private void daoExtraData(Header header) {
    if (daoForkBlock.isEmpty()) {
      return;
    }
    long since = header.number() - daoForkBlock.getAsLong();
    if (since >= 0 && since < DAO_BLOCKS && !header.extraData().equals(DAO_EXTRA_DATA)) {
      throw ConsensusException.of(
          header,
          "daoExtraData",
          "extra data %s is not that of the DAO fork %s",
          header.extraData(),
          DAO_EXTRA_DATA);
    }
  }

  @Override
  public void checkSeal(Header header, HeaderSource ancestors) {
    proof.check(header, sealHash(header));
  }

  @Override
  public boolean allowsOmmers() {
    return true;
  }

  @Override
  public Address author(Header header) {
    return header.coinbase();
  }

  /** Yellow Paper 11.3: 1/32 more for each ommer, and 7/8 to 2/8 to its author by age. */
  @Override
  public List<Reward> rewards(Block block, Fork fork) {
    U256 reward = fork.consensus().blockReward();
    if (reward.isZero()) {
      return List.of();
    }
    List<Reward> rewards = new ArrayList<>(3);
    List<Header> ommers = block.body().ommers();
    for (Header ommer : ommers) {
      long eighths = 8 - (block.number() - ommer.number());
      rewards.add(new Reward(ommer.coinbase(), reward.times(eighths).dividedBy(U256.of(8))));
    }
    U256 forOmmers = reward.dividedBy(U256.of(32)).times(ommers.size());
    rewards.add(new Reward(block.header().coinbase(), reward.plus(forOmmers)));
    return rewards;
  }

  /** The header without mix hash and nonce. */
  @Override
  public Hash32 sealHash(Header header) {
    RlpWriter out = new RlpWriter(600).startList();
    header.writeUpToExtraData(out, header.extraData());
    header.writeLaterMembers(out);
    out.endList();
    return Keccak256.hash(out.buffer(), 0, out.size());
  }

  @Override
  public long latestTime(long now) {
    return now + MOST_SECONDS_AHEAD;
  }
}
