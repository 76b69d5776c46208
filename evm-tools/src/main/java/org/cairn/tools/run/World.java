package org.cairn.tools.run;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.GasRules;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/** The rules, the block and the state that a program runs in. */
public record World(Fork fork, BlockEnvironment block, MemoryState state) {
  private static final U256 CHAIN_ID = U256.of(1337);

  /** Nothing but the program, in block 0 of a chain that has followed the fork ever since. */
  public static World empty(Fork fork, long gasLimit) {
    Header header =
        new Header.Builder().gasLimit(gasLimit).baseFeePerGas(GasRules.INITIAL_BASE_FEE).build();
    return new World(fork, block(header, CHAIN_ID), MemoryState.EMPTY);
  }

  /** The first block of a chain and its accounts. */
  public static World of(Genesis genesis, Optional<Fork> fork) {
    Header header = genesis.header();
    ForkSchedule schedule = genesis.config().schedule();
    return new World(
        fork.orElseGet(() -> schedule.forkAt(0, header.timestamp(), header.difficulty())),
        block(header, genesis.config().chainId()),
        MemoryState.EMPTY.with(genesis.state()));
  }

  private static BlockEnvironment block(Header header, U256 chainId) {
    U256 baseFee = header.baseFeePerGas();
    return new BlockEnvironment(
        chainId,
        header.number(),
        header.timestamp(),
        header.gasLimit(),
        header.coinbase(),
        header.difficulty(),
        Hash32.ZERO,
        baseFee == null ? GasRules.INITIAL_BASE_FEE : baseFee,
        U256.ZERO,
        World::madeUpHash);
  }

  /** What the official suites take for the hash of a block that is not there. */
  public static Hash32 madeUpHash(long number) {
    return Keccak256.hash(Long.toUnsignedString(number).getBytes(StandardCharsets.US_ASCII));
  }

  Address beneficiary() {
    return block.beneficiary();
  }
}
