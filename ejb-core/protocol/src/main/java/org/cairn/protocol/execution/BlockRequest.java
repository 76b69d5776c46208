package org.cairn.protocol.execution;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.BlockHashes;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.uint.U256;

/**
 * A block and all that its execution depends on.
 *
 * @param senders of the transactions, in their order
 * @param beneficiary who gets the fees and is seen by COINBASE: the header's coinbase, with Clique
 *     the signer
 * @param parent the state after the parent block
 * @param hashes of the block's ancestors
 * @param rewards paid after the transactions, none of them zero
 * @param daoFork whether this is the block of the DAO's irregular change
 * @param depositContract whose logs are requests (EIP-6110)
 * @param rootOf the state root after the changes so far; needed where receipts hold one
 */
public record BlockRequest(
    Block block,
    List<Address> senders,
    Address beneficiary,
    Fork fork,
    U256 chainId,
    StateReader parent,
    BlockHashes hashes,
    List<Reward> rewards,
    boolean daoFork,
    Optional<Address> depositContract,
    Optional<Function<StateDelta, Hash32>> rootOf) {
  public BlockRequest {
    senders = List.copyOf(senders);
    rewards = List.copyOf(rewards);
  }

  /** Wei that the protocol pays to an account. */
  public record Reward(Address to, U256 wei) {}
}
