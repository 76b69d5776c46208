package org.cairn.rpc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.FeeMarket;
import org.cairn.protocol.consensus.GasRules;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.uint.U256;
import org.cairn.rpc.json.Json;
import org.cairn.rpc.json.JsonWriter;
import org.cairn.rpc.json.Name;

/** {@code eth_…}: prices. */
final class EthFeeMethods {
  private static final Name OLDEST_BLOCK = Name.of("oldestBlock");
  private static final Name REWARD = Name.of("reward");
  private static final Name BASE_FEE_PER_GAS = Name.of("baseFeePerGas");
  private static final Name GAS_USED_RATIO = Name.of("gasUsedRatio");
  private static final Name BASE_FEE_PER_BLOB_GAS = Name.of("baseFeePerBlobGas");
  private static final Name BLOB_GAS_USED_RATIO = Name.of("blobGasUsedRatio");
  private static final int MAX_PERCENTILES = 100;

  private final int maxBlocks;

  EthFeeMethods(int maxBlocks) {
    this.maxBlocks = maxBlocks;
  }

  void addTo(MethodTable table) {
    table.add("eth_gasPrice", 0, (call, out) -> out.quantity(call.view().gasPrice()));
    table.add(
        "eth_maxPriorityFeePerGas", 0, (call, out) -> out.quantity(call.view().maxPriorityFee()));
    table.add("eth_baseFee", 0, EthFeeMethods::baseFee);
    table.add("eth_blobBaseFee", 0, EthFeeMethods::blobBaseFee);
    table.add("eth_feeHistory", 3, this::feeHistory);
  }

  private static BlockRecord head(Call call) {
    return call.session().requireBlock(BlockSelector.Tag.LATEST);
  }

  private static void baseFee(Call call, JsonWriter out) {
    FeeMarket.nextBaseFee(call.view().config(), head(call))
        .ifPresentOrElse(out::quantity, out::nothing);
  }

  private static void blobBaseFee(Call call, JsonWriter out) {
    FeeMarket.blobGasPrice(call.view().config(), head(call))
        .ifPresentOrElse(out::quantity, out::nothing);
  }

  private void feeHistory(Call call, JsonWriter out) {
    long wanted = call.parameters().number(0);
    BlockSelector newest = call.parameters().numberOrTag(1);
    double[] percentiles = percentiles(call);
    BlockRecord last = call.session().requireBlock(newest);
    long count = Math.min(Math.min(wanted, maxBlocks), last.block().number() + 1);
    List<BlockRecord> blocks = new ArrayList<>((int) count);
    for (long number = last.block().number() - count + 1;
        number < last.block().number();
        number++) {
      blocks.add(call.session().requireBlock(new BlockSelector.ByNumber(number)));
    }
    if (count > 0) {
      blocks.add(last);
    }
    write(call, out, blocks, percentiles);
  }

  private static double[] percentiles(Call call) {
    String where = Parameters.where(2);
    List<Json> items =
        call.parameters()
            .at(2)
            .map(value -> Values.items(where, value, MAX_PERCENTILES).values())
            .orElse(List.of());
    double[] percentiles = new double[items.size()];
    for (int i = 0; i < percentiles.length; i++) {
      if (!(items.get(i) instanceof Json.Numeric(String literal))) {
        throw Values.wrong(where + "[" + i + "]", "a number is expected");
      }
      percentiles[i] = Double.parseDouble(literal);
      if (percentiles[i] < 0 || percentiles[i] > 100) {
        throw Values.wrong(where + "[" + i + "]", literal + " is not within 0 and 100");
      }
      if (i > 0 && percentiles[i] < percentiles[i - 1]) {
        throw Values.wrong(where + "[" + i + "]", literal + " is less than the one before it");
      }
    }
    return percentiles;
  }

  private static void write(
      Call call, JsonWriter out, List<BlockRecord> blocks, double[] percentiles) {
    ChainConfig config = call.view().config();
    out.beginObject();
    out.name(OLDEST_BLOCK).quantity(blocks.isEmpty() ? 0 : blocks.getFirst().block().number());
    if (percentiles.length > 0) {
      out.name(REWARD).beginArray();
      blocks.forEach(block -> writeRewards(call, out, block, percentiles));
      out.endArray();
    }
    out.name(BASE_FEE_PER_GAS).beginArray();
    for (BlockRecord block : blocks) {
      U256 base = block.block().header().baseFeePerGas();
      out.quantity(base == null ? U256.ZERO : base);
    }
    if (!blocks.isEmpty()) {
      out.quantity(FeeMarket.nextBaseFee(config, blocks.getLast()).orElse(U256.ZERO));
    }
    out.endArray();
    out.name(GAS_USED_RATIO).beginArray();
    for (BlockRecord block : blocks) {
      Header header = block.block().header();
      out.number(ratio(header.gasUsed(), header.gasLimit()));
    }
    out.endArray();
    writeBlobs(out, blocks, config);
    out.endObject();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static void writeBlobs(JsonWriter out, List<BlockRecord> blocks, ChainConfig config) {
    out.name(BASE_FEE_PER_BLOB_GAS).beginArray();
    for (BlockRecord block : blocks) {
      out.quantity(FeeMarket.blobGasPrice(config, block).orElse(U256.ZERO));
    }
    if (!blocks.isEmpty()) {
      out.quantity(FeeMarket.nextBlobGasPrice(config, blocks.getLast()).orElse(U256.ZERO));
    }
    out.endArray();
    out.name(BLOB_GAS_USED_RATIO).beginArray();
    for (BlockRecord block : blocks) {
      Long used = block.block().header().blobGasUsed();
      long most =
          FeeMarket.forkOf(config, block)
              .consensus()
              .blobs()
              .map(blobs -> blobs.max() * GasRules.GAS_PER_BLOB)
              .orElse(0L);
      out.number(used == null ? 0 : ratio(used, most));
    }
    out.endArray();
  }

  /** What a transaction paid the beneficiary, and how much gas it used. */
  private record Paid(U256 tip, long gas) {}

  private static void writeRewards(
      Call call, JsonWriter out, BlockRecord record, double[] percentiles) {
    List<Paid> paid = paid(call, record);
    long gasUsed = record.block().header().gasUsed();
    out.beginArray();
    int at = 0;
    long sum = paid.isEmpty() ? 0 : paid.getFirst().gas();
    for (double percentile : percentiles) {
      long threshold = (long) (gasUsed * percentile / 100);
      while (sum < threshold && at < paid.size() - 1) {
        sum += paid.get(++at).gas();
      }
      out.quantity(paid.isEmpty() ? U256.ZERO : paid.get(at).tip());
    }
    out.endArray();
  }

  /** The block's transactions by rising tip. */
  private static List<Paid> paid(Call call, BlockRecord record) {
    var transactions = record.block().transactions();
    if (transactions.isEmpty()) {
      return List.of();
    }
    List<Receipt> receipts = EthTransactionMethods.receiptsOf(call, record);
    List<Paid> paid = new ArrayList<>(transactions.size());
    long before = 0;
    for (int i = 0; i < transactions.size(); i++) {
      long after = receipts.get(i).cumulativeGasUsed();
      U256 tip = FeeMarket.effectiveTip(transactions.get(i), record.block().header());
      paid.add(new Paid(tip, after - before));
      before = after;
    }
    paid.sort(Comparator.comparing(Paid::tip));
    return paid;
  }
}
