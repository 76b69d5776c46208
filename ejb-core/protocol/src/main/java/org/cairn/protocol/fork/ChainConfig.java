package org.cairn.protocol.fork;

import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.uint.U256;

/**
 * The configuration in a chain's genesis file.
 *
 * @param engine how blocks before the merge are sealed
 * @param daoForkBlock the block of the DAO's irregular state change; empty if the chain did not
 *     take part
 * @param depositContract whose logs are deposit requests (EIP-6110)
 * @param mergeNetsplitBlock changes no rule; counted in the fork id of peers (EIP-3675)
 */
public record ChainConfig(
    U256 chainId,
    ForkSchedule schedule,
    SealEngine engine,
    OptionalLong daoForkBlock,
    Optional<Address> depositContract,
    OptionalLong mergeNetsplitBlock) {

  /** A chain without a netsplit block. */
  public ChainConfig(
      U256 chainId,
      ForkSchedule schedule,
      SealEngine engine,
      OptionalLong daoForkBlock,
      Optional<Address> depositContract) {
    this(chainId, schedule, engine, daoForkBlock, depositContract, OptionalLong.empty());
  }

  /** How blocks before the merge are sealed. */
  public sealed interface SealEngine {
    /**
     * Proof of work.
     *
     * @param fixedDifficulty of every block, on chains whose difficulty follows no formula; Besu's
     *     {@code ethash.fixeddifficulty}
     */
    record Ethash(Optional<U256> fixedDifficulty) implements SealEngine {
      /** With the difficulty of the fork's formula. */
      public Ethash() {
        this(Optional.empty());
      }
    }

    /**
     * Proof of authority (EIP-225).
     *
     * @param period least seconds between blocks
     * @param epoch blocks between checkpoints
     */
    record Clique(long period, long epoch) implements SealEngine {}

    /** Blocks carry no seal that is checked: for tests and chains made by tools. */
    record Unsealed() implements SealEngine {}
  }
}
