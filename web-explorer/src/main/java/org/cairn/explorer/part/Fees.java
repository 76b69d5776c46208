package org.cairn.explorer.part;

import java.util.List;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.FeeMarket;
import org.cairn.protocol.fork.ChainConfig;
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
  /** {@code blobGasPrice} is zero before Cancun. */
  public static Fees of(Transaction transaction, long gasUsed, Header header, U256 blobGasPrice) {
    U256 gas = U256.of(gasUsed);
    U256 base = header.baseFeePerGas() == null ? U256.ZERO : header.baseFeePerGas();
    return new Fees(
        FeeMarket.effectiveGasPrice(transaction, header),
        base.times(gas),
        FeeMarket.effectiveTip(transaction, header).times(gas),
        blobGasPrice.times(U256.of(FeeMarket.blobGas(transaction))));
  }

  public U256 total() {
    return burnt.plus(tip).plus(blobs);
  }

  /** Gas that the transaction at {@code index} used alone. */
  public static long gasUsed(List<Receipt> receipts, int index) {
    long before = index == 0 ? 0 : receipts.get(index - 1).cumulativeGasUsed();
    return receipts.get(index).cumulativeGasUsed() - before;
  }

  /** Price of a unit of blob gas in a block; zero before Cancun. */
  public static U256 blobGasPrice(ChainConfig config, BlockRecord block) {
    return FeeMarket.blobGasPrice(config, block).orElse(U256.ZERO);
  }
}
