package org.cairn.node.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.cairn.node.state.BlockState;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * Makes a heavier branch canonical. The branch is executed on the state of the common ancestor,
 * which is a layer over the present one; nothing durable changes before all of it is found valid.
 * Then one transaction rewrites the canonical chain, and the state follows. Confined to the
 * writer's thread.
 */
final class Reorganisation {
  private final BlockProcessor processor;
  private final ChainStore store;
  private final StateKeeper states;
  private final HeadPublisher publisher;
  private final ChainCommitter committer;

  Reorganisation(
      BlockProcessor processor,
      ChainStore store,
      StateKeeper states,
      HeadPublisher publisher,
      ChainCommitter committer) {
    this.processor = processor;
    this.store = store;
    this.states = states;
    this.publisher = publisher;
    this.committer = committer;
  }

  /**
   * Switches to the branch that ends in {@code best}, whose ancestors are stored.
   *
   * @param total difficulty of the branch up to and including {@code best}
   * @return how many blocks left the canonical chain
   * @throws BlockRejectedException if a block of the branch is invalid; the canonical chain stays
   *     as it was, or ends with the valid part of the branch if that alone is heavier
   */
  long switchTo(PreparedBlock best, U256 total) {
    Deque<Block> branch = new ArrayDeque<>();
    Hash32 ancestorHash = collectBranch(best.block(), total, branch);
    ChainStore.Known ancestor = store.known(ancestorHash).orElseThrow();
    PublishedHead before = publisher.head();
    BlockState state = states.rollBack(before.state(), ancestor.header().number(), ancestorHash);
    requireRoot(state, ancestor.header());

    Branch executed = new Branch(ancestor.header(), ancestor.totalDifficulty(), state);
    try {
      for (Block block : branch) {
        PreparedBlock prepared =
            block.hash().equals(best.block().hash()) ? best : processor.prepare(block);
        executed.add(execute(prepared, executed));
      }
    } catch (BlockRejectedException e) {
      committer.reject(e, executed.total);
      if (e.lasting() && !e.hash().equals(best.block().hash())) {
        markDescendant(best.block(), total, e.header(), e.hash());
      }
      if (executed.total.compareTo(before.head().totalDifficulty()) > 0) {
        committer.replace(ancestor.header().number(), executed.blocks);
      }
      throw e;
    }
    committer.replace(ancestor.header().number(), executed.blocks);
    return before.head().number() - ancestor.header().number();
  }

  /**
   * Puts the blocks from behind the canonical ancestor to {@code best} into the queue; returns the
   * ancestor.
   */
  private Hash32 collectBranch(Block best, U256 total, Deque<Block> branch) {
    branch.addFirst(best);
    while (true) {
      Hash32 hash = branch.getFirst().header().parentHash();
      ChainStore.Known known = store.known(hash).orElseThrow(() -> missing(hash));
      if (known.canonical()) {
        return hash;
      }
      if (known.status() == ChainStore.Status.INVALID) {
        throw markDescendant(best, total, known.header(), hash);
      }
      branch.addFirst(store.block(hash).orElseThrow(() -> missing(hash)));
    }
  }

  private static StoreException missing(Hash32 hash) {
    return new StoreException("block " + hash + " of a side branch is missing");
  }

  /** Keeps a block from being tried, and those behind it, because of an ancestor. */
  private BlockRejectedException markDescendant(
      Block block, U256 total, Header ancestor, Hash32 ancestorHash) {
    BlockRejectedException rejected =
        BlockRejectedException.forGood(
            block.header(),
            block.hash(),
            "ancestor",
            "its ancestor, block "
                + ancestor.number()
                + " "
                + ancestorHash
                + ", is invalid: "
                + store.invalidReason(ancestorHash).orElse("found before"),
            null);
    store.markInvalid(block.header(), block.hash(), total, String.valueOf(rejected.getMessage()));
    return rejected;
  }

  private static void requireRoot(BlockState state, Header header) {
    if (!state.root().equals(header.stateRoot())) {
      throw new StoreException(
          "the world state taken back to block "
              + header.number()
              + " has root "
              + state.root()
              + " where "
              + header.stateRoot()
              + " belongs");
    }
  }

  private PendingBlock execute(PreparedBlock prepared, Branch branch) {
    processor.verify(prepared.block(), branch.tip, branch.total);
    ExecutedBlock executed =
        processor.execute(prepared, branch.total, branch.state, states.rootsOver(branch.state));
    Header header = prepared.block().header();
    BlockState state =
        states.derive(branch.state, header.number(), prepared.block().hash(), executed.delta());
    processor.verifyResult(executed, state::root);
    return new PendingBlock(
        executed, state, java.util.concurrent.CompletableFuture.completedFuture(null));
  }

  /** The part of the branch that was executed so far. */
  private static final class Branch {
    private final List<PendingBlock> blocks = new ArrayList<>();
    private Header tip;
    private U256 total;
    private BlockState state;

    Branch(Header tip, U256 total, BlockState state) {
      this.tip = tip;
      this.total = total;
      this.state = state;
    }

    void add(PendingBlock block) {
      blocks.add(block);
      tip = block.header();
      total = block.totalDifficulty();
      state = block.state();
    }
  }
}
