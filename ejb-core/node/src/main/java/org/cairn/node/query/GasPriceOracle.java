package org.cairn.node.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;

/**
 * Suggests what to pay above the base fee: of the three lowest tips in each of the last 20 blocks
 * the 60th percentile. A chain without transactions gets 1 Gwei.
 */
final class GasPriceOracle {
  private static final int BLOCKS = 20;
  private static final int SAMPLES_A_BLOCK = 3;
  private static final int PERCENTILE = 60;
  private static final U256 DEFAULT = U256.of(1_000_000_000L);
  private static final U256 MOST = U256.of(500_000_000_000L);

  private GasPriceOracle() {}

  static U256 suggest(ChainReader reader, long head) {
    List<U256> tips = new ArrayList<>();
    for (long number = head; number > 0 && number > head - BLOCKS; number--) {
      Optional<BlockRecord> block = reader.canonicalHash(number).flatMap(reader::block);
      block.ifPresent(found -> tips.addAll(lowestTips(found.block())));
    }
    if (tips.isEmpty()) {
      return DEFAULT;
    }
    Collections.sort(tips);
    return tips.get((tips.size() - 1) * PERCENTILE / 100).min(MOST);
  }

  private static List<U256> lowestTips(Block block) {
    U256 baseFee =
        block.header().baseFeePerGas() == null ? U256.ZERO : block.header().baseFeePerGas();
    return block.transactions().stream()
        .map(transaction -> tip(transaction, baseFee))
        .sorted()
        .limit(SAMPLES_A_BLOCK)
        .toList();
  }

  private static U256 tip(Transaction transaction, U256 baseFee) {
    U256 room = transaction.maxFeePerGas().minus(baseFee.min(transaction.maxFeePerGas()));
    return transaction.maxPriorityFeePerGas().min(room);
  }
}
