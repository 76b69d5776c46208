package org.cairn.rpc;

import java.util.List;
import java.util.Optional;
import org.cairn.node.Node;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.HeaderRecord;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * One request or batch: what its caller may do, and the one view of the chain from which all of it
 * is answered. Confined to a thread; closing it gives the view back.
 */
final class Session implements AutoCloseable {
  private final Node node;
  private final Rights rights;
  private final BlockCache cache;
  private @Nullable ChainView view;

  Session(Node node, Rights rights, BlockCache cache) {
    this.node = node;
    this.rights = rights;
    this.cache = cache;
  }

  Node node() {
    return node;
  }

  Rights rights() {
    return rights;
  }

  /** The view, taken at the first use. */
  ChainView view() {
    ChainView taken = view;
    if (taken == null) {
      taken = node.view();
      view = taken;
    }
    return taken;
  }

  /** Gives the view back, so that the next use takes a new one. */
  void renew() {
    close();
    view = null;
  }

  Optional<BlockRecord> block(Hash32 hash) {
    return cache.block(view(), hash);
  }

  Optional<List<Receipt>> receipts(Hash32 hash) {
    return cache.receipts(view(), hash);
  }

  /** The hash of a block whose absence is an error. */
  Hash32 require(BlockSelector selector) {
    return view().resolve(selector).orElseThrow(() -> absent(selector));
  }

  /** The block; its absence is an error. */
  BlockRecord requireBlock(BlockSelector selector) {
    return block(require(selector)).orElseThrow(() -> absent(selector));
  }

  /** The header of a block; its absence is an error. */
  HeaderRecord requireHeader(BlockSelector selector) {
    return view().header(require(selector)).orElseThrow(() -> absent(selector));
  }

  /** The error that says why a block cannot be had. */
  RpcException absent(BlockSelector selector) {
    return switch (selector) {
      case BlockSelector.ByNumber(long number) ->
          new RpcException(
              ErrorCode.RESOURCE_NOT_FOUND,
              "block %d is unknown: the head is %d".formatted(number, view().headNumber()));
      case BlockSelector.ByHash(Hash32 hash, boolean canonical) ->
          canonical && view().resolve(new BlockSelector.ByHash(hash, false)).isPresent()
              ? new RpcException(ErrorCode.SERVER_ERROR, "block " + hash + " is not canonical")
              : new RpcException(ErrorCode.RESOURCE_NOT_FOUND, "block " + hash + " is unknown");
      case BlockSelector.Tag tag ->
          new RpcException(
              ErrorCode.UNKNOWN_BLOCK,
              "there is no " + tag.name().toLowerCase(java.util.Locale.ROOT) + " block yet");
    };
  }

  @Override
  public void close() {
    if (view != null) {
      view.close();
    }
  }
}
