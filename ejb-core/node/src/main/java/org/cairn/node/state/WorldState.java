package org.cairn.node.state;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.uint.U256;

/**
 * The world state of recent blocks, in memory over a durable one, and by history of all older ones.
 *
 * <p>One thread at a time calls {@link #derive}, {@link #rollBack} and {@link #flush}; states that
 * they returned may be read, and their roots computed, by any thread meanwhile. Failures of the
 * storage throw unchecked exceptions.
 */
public interface WorldState extends AutoCloseable {
  /** The newest block whose state is durable. Empty before genesis. */
  Optional<StatePoint> durable();

  /** Durable state as a layer to build upon; before genesis the empty state, numbered -1. */
  BlockState base();

  /**
   * State after the delta on top of parent. Flat reads work at once, {@link BlockState#root()} may
   * be computed later and by another thread (parent's first).
   */
  BlockState derive(BlockState parent, long number, Hash32 blockHash, StateDelta delta);

  /**
   * Durable or layered state taken back to an older block of its chain, as a layer on top of {@code
   * from}: its delta is the old values of everything changed since, so its root equals that of the
   * older block.
   *
   * @throws StateUnavailableException if history does not reach back so far
   */
  BlockState rollBack(BlockState from, long number, Hash32 blockHash);

  /**
   * Makes the states up to and including this one durable in one atomic batch. States taken back to
   * an older block remove the history above its number. Only for blocks whose commit to the
   * database is confirmed.
   */
  void flush(BlockState upTo);

  /**
   * State after block {@code number} of the durable chain, by history.
   *
   * @throws StateUnavailableException below {@link #earliest()} or above the durable block
   */
  StateReader at(long number);

  /**
   * Proofs of an account and of slots of its storage after block {@code number} of the durable
   * chain. The further behind the durable block, the more work.
   *
   * @throws StateUnavailableException if the block is too far behind; the message says for which
   *     blocks there are proofs
   */
  AccountProof proof(long number, Address address, List<U256> slots);

  /** The oldest block whose state can be read. */
  long earliest();

  /** Computes the root anew from all accounts and slots: a check of integrity, slow. */
  Hash32 recomputeRoot();

  @Override
  void close();
}
