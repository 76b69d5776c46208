package org.cairn.protocol.consensus;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/** How blocks come about, and the rules that depend on it. Thread-safe. */
public interface Engine {
  /** Wei that a block creates for an account. */
  record Reward(Address account, U256 wei) {}

  /**
   * Checks the members of a header that the engine gives a meaning, apart from the seal itself:
   * time, difficulty, extra data, nonce, ommers.
   */
  void checkHeader(Header header, Header parent, Fork fork);

  /**
   * Checks the seal: the proof of work, or the signer and its turn. Blocks of one branch may be
   * checked in any order and at once, but ascending order is the cheapest.
   */
  void checkSeal(Header header, HeaderSource ancestors);

  /** Whether a block may have ommers. */
  boolean allowsOmmers();

  /** Who gets the fees, and what the instruction COINBASE pushes. */
  Address author(Header header);

  /** What the block creates besides fees, in the order in which it is credited. */
  List<Reward> rewards(Block block, Fork fork);

  /** What the seal covers. */
  Hash32 sealHash(Header header);

  /**
   * The latest time that a header may carry at {@code now}, in seconds since 1970, the sign bit
   * being its highest.
   */
  long latestTime(long now);
}
