package org.cairn.rpc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.FeeMarket;
import org.cairn.node.query.HeaderRecord;
import org.cairn.protocol.consensus.GasRules;
import org.cairn.protocol.fork.ChainConfig;
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

  private static HeaderRecord head(Call call) {
    return call.session().requireHeader(BlockSelector.Tag.LATEST);
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
    long last = call.session().requireHeader(newest).header().number();
    long count = Math.min(Math.min(wanted, maxBlocks), last + 1);
    List<HeaderRecord> headers = new ArrayList<>((int) count);
    for (long number = last - count + 1; number <= last; number++) {
      headers.add(call.session().requireHeader(new BlockSelector.ByNumber(number)));
    }
    out.beginObject();
    out.name(OLDEST_BLOCK).quantity(count == 0 ? 0 : last - count + 1);
    if (percentiles.length > 0) {
      out.name(REWARD).beginArray();
      headers.forEach(header -> writeRewards(call, out, header.header().number(), percentiles));
      out.endArray();
    }
    writeGas(out, headers, call.view().config());
    writeBlobs(out, headers, call.view().config());
    out.endObject();
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

  private static void writeGas(JsonWriter out, List<HeaderRecord> headers, ChainConfig config) {
    out.name(BASE_FEE_PER_GAS).beginArray();
    for (HeaderRecord record : headers) {
      U256 base = record.header().baseFeePerGas();
      out.quantity(base == null ? U256.ZERO : base);
    }
    if (!headers.isEmpty()) {
      out.quantity(FeeMarket.nextBaseFee(config, headers.getLast()).orElse(U256.ZERO));
    }
    out.endArray();
    out.name(GAS_USED_RATIO).beginArray();
    for (HeaderRecord record : headers) {
      out.number(ratio(record.header().gasUsed(), record.header().gasLimit()));
    }
    out.endArray();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static void writeBlobs(JsonWriter out, List<HeaderRecord> headers, ChainConfig config) {
    out.name(BASE_FEE_PER_BLOB_GAS).beginArray();
    for (HeaderRecord record : headers) {
      out.quantity(FeeMarket.blobGasPrice(config, record).orElse(U256.ZERO));
    }
    if (!headers.isEmpty()) {
      out.quantity(FeeMarket.nextBlobGasPrice(config, headers.getLast()).orElse(U256.ZERO));
    }
    out.endArray();
    out.name(BLOB_GAS_USED_RATIO).beginArray();
    for (HeaderRecord record : headers) {
      Long used = record.header().blobGasUsed();
      long most =
          FeeMarket.forkOf(config, record)
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

  /** For each percentile of the block's gas, the tip of the transaction that used it. */
  private static void writeRewards(Call call, JsonWriter out, long number, double[] percentiles) {
    BlockRecord record = call.session().requireBlock(new BlockSelector.ByNumber(number));
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
