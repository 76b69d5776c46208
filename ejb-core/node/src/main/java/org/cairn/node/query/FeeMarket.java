package org.cairn.node.query;

import java.math.BigInteger;
import java.util.Optional;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;

/** Prices as faces show them: what was paid, and what the next block will ask for. Wei. */
public final class FeeMarket {
  /** Gas of a blob (EIP-4844). */
  public static final long GAS_PER_BLOB = 131_072;

  /** EIP-1559. */
  private static final U256 FIRST_BASE_FEE = U256.of(1_000_000_000L);

  private static final BigInteger BASE_FEE_CHANGE_DENOMINATOR = BigInteger.valueOf(8);
  private static final long ELASTICITY = 2;

  /** EIP-7918. */
  private static final BigInteger BLOB_BASE_COST = BigInteger.valueOf(8192);

  private FeeMarket() {}

  /** The fork that a stored block follows. */
  public static Fork forkOf(ChainConfig config, BlockRecord block) {
    Header header = block.block().header();
    U256 parentTotal =
        block.totalDifficulty().compareTo(header.difficulty()) < 0
            ? U256.ZERO
            : block.totalDifficulty().minus(header.difficulty());
    return config.schedule().forkAt(header.number(), header.timestamp(), parentTotal);
  }

  /** What a unit of gas costs the sender in that block (EIP-1559). */
  public static U256 effectiveGasPrice(Transaction transaction, Header header) {
    U256 cap = transaction.maxFeePerGas();
    U256 base = header.baseFeePerGas();
    if (base == null || cap.compareTo(base) < 0) {
      return cap;
    }
    U256 room = cap.minus(base);
    return base.plus(room.min(transaction.maxPriorityFeePerGas()));
  }

  /** What of it the block's beneficiary gets; zero where the cap is below the base fee. */
  public static U256 effectiveTip(Transaction transaction, Header header) {
    U256 base = header.baseFeePerGas();
    U256 price = effectiveGasPrice(transaction, header);
    return base == null ? price : price.compareTo(base) < 0 ? U256.ZERO : price.minus(base);
  }

  /**
   * Base fee of a block on top of this one, if the fork in force then has one (EIP-1559). Forks by
   * time are looked up at this block's time.
   */
  public static Optional<U256> nextBaseFee(ChainConfig config, BlockRecord parent) {
    Header header = parent.block().header();
    Fork next =
        config.schedule().forkAt(header.number() + 1, header.timestamp(), parent.totalDifficulty());
    if (!next.consensus().baseFee()) {
      return Optional.empty();
    }
    U256 base = header.baseFeePerGas();
    return Optional.of(base == null ? FIRST_BASE_FEE : nextBaseFee(header, base));
  }

  private static U256 nextBaseFee(Header header, U256 base) {
    long target = header.gasLimit() / ELASTICITY;
    long away = header.gasUsed() - target;
    if (away == 0 || target == 0) {
      return base;
    }
    BigInteger change =
        base.toBigInteger()
            .multiply(BigInteger.valueOf(Math.abs(away)))
            .divide(BigInteger.valueOf(target))
            .divide(BASE_FEE_CHANGE_DENOMINATOR);
    BigInteger next =
        away > 0
            ? base.toBigInteger().add(change.max(BigInteger.ONE))
            : base.toBigInteger().subtract(change);
    return U256.of(next.max(BigInteger.ZERO));
  }

  /** Gas of the blobs that a transaction carries. */
  public static long blobGas(Transaction transaction) {
    return transaction.type() == TransactionType.BLOB
        ? transaction.blobVersionedHashes().size() * GAS_PER_BLOB
        : 0;
  }

  /** Price of a unit of blob gas in the block; empty before Cancun (EIP-4844). */
  public static Optional<U256> blobGasPrice(ChainConfig config, BlockRecord block) {
    Long excess = block.block().header().excessBlobGas();
    Optional<BlobSchedule> blobs = forkOf(config, block).consensus().blobs();
    return excess == null
        ? Optional.empty()
        : blobs.map(schedule -> blobGasPrice(excess, schedule));
  }

  /** Price of a unit of blob gas in a block on top of this one, with this block's schedule. */
  public static Optional<U256> nextBlobGasPrice(ChainConfig config, BlockRecord parent) {
    Fork fork = forkOf(config, parent);
    Header header = parent.block().header();
    Long excess = header.excessBlobGas();
    Long used = header.blobGasUsed();
    if (excess == null || used == null) {
      return Optional.empty();
    }
    return fork.consensus()
        .blobs()
        .map(schedule -> blobGasPrice(nextExcess(header, excess, used, fork, schedule), schedule));
  }

  private static long nextExcess(
      Header header, long excess, long used, Fork fork, BlobSchedule schedule) {
    long target = schedule.target() * GAS_PER_BLOB;
    if (excess + used < target) {
      return 0;
    }
    U256 base = header.baseFeePerGas();
    boolean reserved =
        fork.isAtLeast(Forks.OSAKA)
            && base != null
            && BLOB_BASE_COST
                    .multiply(base.toBigInteger())
                    .compareTo(
                        blobGasPrice(excess, schedule)
                            .toBigInteger()
                            .multiply(BigInteger.valueOf(GAS_PER_BLOB)))
                > 0;
    return reserved
        ? excess + used * (schedule.max() - schedule.target()) / schedule.max()
        : excess + used - target;
  }

  /** e^(excess / fraction) by the series of EIP-4844. */
  private static U256 blobGasPrice(long excess, BlobSchedule schedule) {
    BigInteger numerator = new BigInteger(Long.toUnsignedString(excess));
    BigInteger denominator = BigInteger.valueOf(schedule.baseFeeUpdateFraction());
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = denominator;
    for (int i = 1; term.signum() > 0; i++) {
      sum = sum.add(term);
      term = term.multiply(numerator).divide(denominator.multiply(BigInteger.valueOf(i)));
    }
    BigInteger price = sum.divide(denominator);
    return price.bitLength() > 256 ? U256.MAX : U256.of(price);
  }
}
