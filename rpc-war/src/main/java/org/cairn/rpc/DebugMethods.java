package org.cairn.rpc;

import org.cairn.node.query.BlockRecord;
import org.cairn.protocol.types.Receipt;
import org.cairn.rpc.json.JsonWriter;

/** {@code debug_getRaw…}: what the network sees of blocks, as bytes. */
final class DebugMethods {
  void addTo(MethodTable table) {
    table.add(
        "debug_getRawHeader",
        1,
        (call, out) ->
            out.data(call.session().requireHeader(call.parameters().block(0)).header().encoded()));
    table.add("debug_getRawBlock", 1, (call, out) -> out.data(block(call).block().encoded()));
    table.add("debug_getRawReceipts", 1, DebugMethods::receipts);
    table.add("debug_getRawTransaction", 1, DebugMethods::transaction);
  }

  private static BlockRecord block(Call call) {
    return call.session().requireBlock(call.parameters().block(0));
  }

  private static void receipts(Call call, JsonWriter out) {
    BlockRecord record = block(call);
    out.beginArray();
    for (Receipt receipt : EthTransactionMethods.receiptsOf(call, record)) {
      out.data(receipt.encoded());
    }
    out.endArray();
  }

  private static void transaction(Call call, JsonWriter out) {
    EthTransactionMethods.locate(call)
        .ifPresentOrElse(found -> out.data(found.encoded()), out::nothing);
  }
}
