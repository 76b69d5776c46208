package org.cairn.rpc;

import java.util.List;
import java.util.Optional;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.TransactionLocation;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Receipt;
import org.cairn.rpc.json.JsonWriter;
import org.cairn.rpc.json.ReceiptWriter;
import org.cairn.rpc.json.TransactionWriter;

/** {@code eth_…}: transactions and receipts. What is unknown is {@code null}. */
final class EthTransactionMethods {
  void addTo(MethodTable table) {
    table.add("eth_getTransactionByHash", 1, EthTransactionMethods::byHash);
    table.add(
        "eth_getTransactionByBlockHashAndIndex",
        2,
        (call, out) ->
            inBlock(call, out, new BlockSelector.ByHash(call.parameters().hash(0), false)));
    table.add(
        "eth_getTransactionByBlockNumberAndIndex",
        2,
        (call, out) -> inBlock(call, out, call.parameters().numberOrTag(0)));
    table.add("eth_getTransactionReceipt", 1, EthTransactionMethods::receipt);
    table.add("eth_getBlockReceipts", 1, EthTransactionMethods::receipts);
    table.add("eth_getRawTransactionByHash", 1, EthTransactionMethods::raw);
    table.add(
        "eth_getRawTransactionByBlockHashAndIndex",
        2,
        (call, out) ->
            rawInBlock(call, out, new BlockSelector.ByHash(call.parameters().hash(0), false)));
    table.add(
        "eth_getRawTransactionByBlockNumberAndIndex",
        2,
        (call, out) -> rawInBlock(call, out, call.parameters().numberOrTag(0)));
  }

  /** A transaction in its block. */
  record Located(BlockRecord record, int index) {
    /** The transaction as the network sends it. */
    Bytes encoded() {
      return record.block().transactions().get(index).encoded();
    }
  }

  /** Where the canonical transaction with the hash in the first parameter stands. */
  static Optional<Located> locate(Call call) {
    Hash32 hash = call.parameters().hash(0);
    return call.view().locate(hash).flatMap(location -> at(call, location));
  }

  private static Optional<Located> at(Call call, TransactionLocation location) {
    return call.session()
        .block(location.blockHash())
        .map(record -> new Located(record, location.index()));
  }

  private static void byHash(Call call, JsonWriter out) {
    locate(call)
        .ifPresentOrElse(
            found -> TransactionWriter.write(out, found.record(), found.index()), out::nothing);
  }

  private static void inBlock(Call call, JsonWriter out, BlockSelector selector) {
    byIndex(call, selector)
        .ifPresentOrElse(
            found -> TransactionWriter.write(out, found.record(), found.index()), out::nothing);
  }

  private static void rawInBlock(Call call, JsonWriter out, BlockSelector selector) {
    byIndex(call, selector).ifPresentOrElse(found -> out.data(found.encoded()), out::nothing);
  }

  /** The transaction of a block at the index in the second parameter. */
  private static Optional<Located> byIndex(Call call, BlockSelector selector) {
    long index = call.parameters().number(1);
    return EthBlockMethods.find(call, selector)
        .filter(record -> index < record.block().transactions().size())
        .map(record -> new Located(record, (int) index));
  }

  private static void receipt(Call call, JsonWriter out) {
    locate(call)
        .ifPresentOrElse(
            found -> writer(call, out, found.record()).write(found.index()), out::nothing);
  }

  private static void receipts(Call call, JsonWriter out) {
    EthBlockMethods.find(call, call.parameters().block(0))
        .ifPresentOrElse(record -> writer(call, out, record).writeAll(), out::nothing);
  }

  private static ReceiptWriter writer(Call call, JsonWriter out, BlockRecord record) {
    return new ReceiptWriter(out, record, receiptsOf(call, record), call.view().config());
  }

  /** The receipts of a block; an error if they are not there. */
  static List<Receipt> receiptsOf(Call call, BlockRecord record) {
    if (record.block().transactions().isEmpty()) {
      return List.of();
    }
    return call.session()
        .receipts(record.block().hash())
        .orElseThrow(() ->
            record.executed() || record.canonical()
                ? new RpcException(
                    ErrorCode.PRUNED,
                    "receipts of block %d are not kept".formatted(record.block().number()))
                : new RpcException(
                    ErrorCode.SERVER_ERROR,
                    "block %s was not executed: it has no receipts"
                        .formatted(record.block().hash())));
  }

  private static void raw(Call call, JsonWriter out) {
    locate(call).ifPresentOrElse(found -> out.data(found.encoded()), out::nothing);
  }
}
