package org.cairn.explorer.part;

import java.math.BigInteger;
import java.util.List;
import org.cairn.node.query.BlockRecord;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;

/**
 * What a transaction paid, in wei.
 *
 * @param price of a unit of gas (EIP-1559: effective gas price)
 * @param burnt base fee times gas, which nobody gets
 * @param tip what the block's author got
 * @param blobs blob gas times its base fee, burnt as well (EIP-4844)
 */
public record Fees(U256 price, U256 burnt, U256 tip, U256 blobs) {
  private static final long GAS_PER_BLOB = 1 << 17;

  public static Fees of(Transaction transaction, long gasUsed, Header header, U256 blobBaseFee) {
    U256 gas = U256.of(gasUsed);
    U256 base = header.baseFeePerGas() == null ? U256.ZERO : header.baseFeePerGas();
    U256 price = transaction.maxFeePerGas().min(base.plus(transaction.maxPriorityFeePerGas()));
    if (header.baseFeePerGas() == null) {
      price = transaction.maxFeePerGas();
    }
    long blobGas = GAS_PER_BLOB * transaction.blobVersionedHashes().size();
    U256 burnt = base.times(gas);
    return new Fees(
        price, burnt, price.times(gas).minus(burnt), blobBaseFee.times(U256.of(blobGas)));
  }

  public U256 total() {
    return burnt.plus(tip).plus(blobs);
  }

  /** Gas that the transaction at {@code index} used alone. */
  public static long gasUsed(List<Receipt> receipts, int index) {
    long before = index == 0 ? 0 : receipts.get(index - 1).cumulativeGasUsed();
    return receipts.get(index).cumulativeGasUsed() - before;
  }

  /** The fork of a block. */
  public static Fork fork(ChainConfig config, BlockRecord block) {
    Header header = block.block().header();
    return config
        .schedule()
        .forkAt(
            header.number(),
            header.timestamp(),
            block.totalDifficulty().minus(header.difficulty()));
  }

  /** Price of a unit of blob gas in a block; zero before Cancun. */
  public static U256 blobBaseFee(Fork fork, Header header) {
    Long excess = header.excessBlobGas();
    if (excess == null || fork.consensus().blobs().isEmpty()) {
      return U256.ZERO;
    }
    BlobSchedule schedule = fork.consensus().blobs().get();
    return exponential(excess, schedule.baseFeeUpdateFraction());
  }

  /** e^(numerator / denominator) by its series in whole numbers (EIP-4844, fake_exponential). */
  private static U256 exponential(long numerator, long denominator) {
    BigInteger divisor = BigInteger.valueOf(denominator);
    BigInteger factor = new BigInteger(Long.toUnsignedString(numerator));
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = divisor;
    for (int i = 1; term.signum() > 0 && sum.bitLength() <= 256; i++) {
      sum = sum.add(term);
      term = term.multiply(factor).divide(divisor.multiply(BigInteger.valueOf(i)));
    }
    return U256.wrap(sum.divide(divisor));
  }
}
