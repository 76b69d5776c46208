package org.cairn.protocol.consensus;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/** Blocks whose order a consensus client decides (EIP-3675): no seal, no rewards, no ommers. */
final class MergedEngine implements Engine {
  @Override
  public void checkHeader(Header header, Header parent, Fork fork) {
    HeaderRules.laterThan(header, parent);
    HeaderRules.extraDataSize(header);
    HeaderRules.difficulty(header, U256.ZERO);
    HeaderRules.noOmmers(header);
    if (header.nonce() != 0) {
      throw ConsensusException.of(header, "nonce", "nonce %s is not zero", header.nonceBytes());
    }
  }

  @Override
  public void checkSeal(Header header, HeaderSource ancestors) {
    // The consensus client vouches for the block.
  }

  @Override
  public boolean allowsOmmers() {
    return false;
  }

  @Override
  public Address author(Header header) {
    return header.coinbase();
  }

  @Override
  public List<Reward> rewards(Block block, Fork fork) {
    return List.of();
  }

  @Override
  public Hash32 sealHash(Header header) {
    return header.hash();
  }

  /** The consensus client judges times. */
  @Override
  public long latestTime(long now) {
    return -1; // the highest of all, without a sign
  }
}
