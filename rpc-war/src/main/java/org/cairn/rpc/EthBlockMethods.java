package org.cairn.rpc;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.protocol.types.Header;
import org.cairn.rpc.json.BlockWriter;
import org.cairn.rpc.json.JsonWriter;

/** {@code eth_…}: the chain and its blocks. A block that is unknown is {@code null}. */
final class EthBlockMethods {
  void addTo(MethodTable table) {
    table.add("eth_chainId", 0, (call, out) -> out.quantity(call.view().config().chainId()));
    table.add("eth_syncing", 0, (call, out) -> out.bool(false));
    table.add("eth_blockNumber", 0, (call, out) -> out.quantity(call.view().headNumber()));
    table.add("eth_getBlockByHash", 2, (call, out) -> block(call, out, byHash(call)));
    table.add("eth_getBlockByNumber", 2, (call, out) -> block(call, out, byNumber(call)));
    table.add(
        "eth_getBlockTransactionCountByHash",
        1,
        (call, out) -> count(call, out, byHash(call), EthBlockMethods::transactions));
    table.add(
        "eth_getBlockTransactionCountByNumber",
        1,
        (call, out) -> count(call, out, byNumber(call), EthBlockMethods::transactions));
    table.add(
        "eth_getUncleCountByBlockHash",
        1,
        (call, out) -> count(call, out, byHash(call), EthBlockMethods::ommers));
    table.add(
        "eth_getUncleCountByBlockNumber",
        1,
        (call, out) -> count(call, out, byNumber(call), EthBlockMethods::ommers));
    table.add("eth_getUncleByBlockHashAndIndex", 2, (call, out) -> ommer(call, out, byHash(call)));
    table.add(
        "eth_getUncleByBlockNumberAndIndex", 2, (call, out) -> ommer(call, out, byNumber(call)));
  }

  private static BlockSelector byHash(Call call) {
    return new BlockSelector.ByHash(call.parameters().hash(0), false);
  }

  private static BlockSelector byNumber(Call call) {
    return call.parameters().numberOrTag(0);
  }

  /**
   * The block, if there is one. That there is no safe or finalized one yet is an error
   * (execution-apis, block tags).
   */
  static Optional<BlockRecord> find(Call call, BlockSelector selector) {
    Optional<BlockRecord> block = call.view().resolve(selector).flatMap(call.session()::block);
    if (block.isEmpty() && selector instanceof BlockSelector.Tag) {
      throw call.session().absent(selector);
    }
    return block;
  }

  private static void block(Call call, JsonWriter out, BlockSelector selector) {
    boolean full = call.parameters().flag(1);
    find(call, selector)
        .ifPresentOrElse(
            record -> BlockWriter.write(out, record, call.view().config(), full), out::nothing);
  }

  private static int transactions(BlockRecord record) {
    return record.block().transactions().size();
  }

  private static int ommers(BlockRecord record) {
    return record.block().body().ommers().size();
  }

  private static void count(
      Call call, JsonWriter out, BlockSelector selector, Function<BlockRecord, Integer> counted) {
    find(call, selector)
        .ifPresentOrElse(record -> out.quantity(counted.apply(record)), out::nothing);
  }

  private static void ommer(Call call, JsonWriter out, BlockSelector selector) {
    long index = call.parameters().number(1);
    List<Header> ommers =
        find(call, selector).map(record -> record.block().body().ommers()).orElse(List.of());
    if (index < ommers.size()) {
      BlockWriter.writeOmmer(out, ommers.get((int) index), call.view().config());
    } else {
      out.nothing();
    }
  }
}
