package org.cairn.node.chain;

import java.util.List;
import java.util.OptionalLong;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * The last step of every block: one transaction of the store, then the world state, then the head
 * that readers see. Called by one thread at a time.
 */
final class ChainCommitter {
  private final ChainStore store;
  private final StateKeeper states;
  private final HeadPublisher publisher;

  ChainCommitter(ChainStore store, StateKeeper states, HeadPublisher publisher) {
    this.store = store;
    this.states = states;
    this.publisher = publisher;
  }

  /** Makes the children of the head durable, in order. */
  void extend(List<PendingBlock> blocks) {
    commit(OptionalLong.empty(), blocks, 0);
  }

  /** Makes a branch canonical in place of what stands behind this ancestor. */
  void replace(long ancestor, List<PendingBlock> branch) {
    publisher.switching(true);
    try {
      commit(OptionalLong.of(ancestor), branch, 1);
    } finally {
      publisher.switching(false);
    }
  }

  private void commit(OptionalLong ancestor, List<PendingBlock> blocks, int reorganisations) {
    PendingBlock last = blocks.getLast();
    store.commit(
        new ChainUpdate(List.of(), ancestor, blocks.stream().map(PendingBlock::executed).toList()));
    states.flush(last.state());
    publisher.publish(last.asHead(), last.header(), last.state(), reorganisations);
  }

  /** Keeps why a block is invalid, if it will be for good. */
  void reject(BlockRejectedException rejected, U256 parentTotalDifficulty) {
    if (rejected.lasting()) {
      Header header = rejected.header();
      U256 total = parentTotalDifficulty.plus(header.difficulty());
      store.markInvalid(header, rejected.hash(), total, String.valueOf(rejected.getMessage()));
    }
  }
}
