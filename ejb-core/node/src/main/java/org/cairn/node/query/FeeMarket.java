package org.cairn.node.query;

import java.util.Optional;
import org.cairn.protocol.consensus.GasRules;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;

/** Prices as faces show them: what was paid, and what the next block will ask for. Wei. */
public final class FeeMarket {
  private FeeMarket() {}

  /** The fork that a stored block follows. */
  public static Fork forkOf(ChainConfig config, HeaderRecord block) {
    Header header = block.header();
    U256 total = block.totalDifficulty();
    U256 parentTotal =
        total.compareTo(header.difficulty()) < 0 ? U256.ZERO : total.minus(header.difficulty());
    return config.schedule().forkAt(header.number(), header.timestamp(), parentTotal);
  }

  /** The fork that a stored block follows. */
  public static Fork forkOf(ChainConfig config, BlockRecord block) {
    return forkOf(config, HeaderRecord.of(block));
  }

  /** What a unit of gas costs the sender in that block (EIP-1559). */
  public static U256 effectiveGasPrice(Transaction transaction, Header header) {
    U256 cap = transaction.maxFeePerGas();
    U256 base = header.baseFeePerGas();
    if (base == null || cap.compareTo(base) < 0) {
      return cap;
    }
    return base.plus(cap.minus(base).min(transaction.maxPriorityFeePerGas()));
  }

  /** What of it the block's beneficiary gets; zero where the cap is below the base fee. */
  public static U256 effectiveTip(Transaction transaction, Header header) {
    U256 price = effectiveGasPrice(transaction, header);
    U256 base = header.baseFeePerGas();
    if (base == null) {
      return price;
    }
    return price.compareTo(base) < 0 ? U256.ZERO : price.minus(base);
  }

  /**
   * Base fee of a block on top of this one, if the fork in force then has one. Forks by time are
   * looked up at this block's time.
   */
  public static Optional<U256> nextBaseFee(ChainConfig config, HeaderRecord parent) {
    Header header = parent.header();
    Fork next =
        config.schedule().forkAt(header.number() + 1, header.timestamp(), parent.totalDifficulty());
    return next.consensus().baseFee()
        ? Optional.of(GasRules.baseFeeAfter(header))
        : Optional.empty();
  }

  /** Price of a unit of blob gas in the block; empty before Cancun (EIP-4844). */
  public static Optional<U256> blobGasPrice(ChainConfig config, HeaderRecord block) {
    Long excess = block.header().excessBlobGas();
    Optional<BlobSchedule> blobs = forkOf(config, block).consensus().blobs();
    return excess == null
        ? Optional.empty()
        : blobs.map(schedule -> GasRules.blobBaseFee(excess, schedule));
  }

  /** Price of a unit of blob gas in the block; empty before Cancun (EIP-4844). */
  public static Optional<U256> blobGasPrice(ChainConfig config, BlockRecord block) {
    return blobGasPrice(config, HeaderRecord.of(block));
  }

  /** Price of a unit of blob gas in a block on top of this one, by this block's rules. */
  public static Optional<U256> nextBlobGasPrice(ChainConfig config, HeaderRecord parent) {
    Header header = parent.header();
    Fork fork = forkOf(config, parent);
    if (header.excessBlobGas() == null) {
      return Optional.empty();
    }
    return fork.consensus()
        .blobs()
        .map(schedule ->
            GasRules.blobBaseFee(GasRules.excessBlobGasAfter(header, fork.consensus()), schedule));
  }

  /** Gas of the blobs that a transaction carries. */
  public static long blobGas(Transaction transaction) {
    return transaction.blobVersionedHashes().size() * GasRules.GAS_PER_BLOB;
  }
}
