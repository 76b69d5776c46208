package org.cairn.node.chain;

import java.util.concurrent.CompletableFuture;
import org.cairn.node.state.BlockState;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * An executed block on its way to the disk.
 *
 * @param verified completes when the block's roots are found right, exceptionally with {@link
 *     BlockRejectedException} when not; never before those of the blocks in front of it
 */
record PendingBlock(ExecutedBlock executed, BlockState state, CompletableFuture<Void> verified) {
  Header header() {
    return executed.block().header();
  }

  U256 totalDifficulty() {
    return executed.totalDifficulty();
  }

  ChainHead asHead() {
    return new ChainHead(
        header().number(), executed.block().hash(), header().stateRoot(), totalDifficulty());
  }
}
