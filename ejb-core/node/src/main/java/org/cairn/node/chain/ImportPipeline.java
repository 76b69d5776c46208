package org.cairn.node.chain;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.cairn.node.state.BlockState;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Carries blocks that extend the canonical head from execution to the disk: while one block is
 * executed, the roots of those before it are computed and a group before them is committed.
 *
 * <p>Concurrency: one thread, the writer, calls {@link #extend} and {@link #drain}. Seals are
 * checked on the workers in any order, roots one after the other; groups are committed on the
 * workers, one after the other, each only after all its blocks' roots were found right. When a
 * block fails, those in front of it are still committed and everything behind it is dropped.
 *
 * <p>Bounds: a group has at most 64 blocks, 8,192 transactions or one second; two groups are in
 * flight at most.
 */
final class ImportPipeline {
  private static final int GROUP_BLOCKS = 64;
  private static final int GROUP_TRANSACTIONS = 8_192;
  private static final long GROUP_MILLIS = 1_000;

  private final BlockProcessor processor;
  private final ChainCommitter committer;
  private final StateKeeper states;
  private final Lineage lineage;
  private final HeadPublisher publisher;
  private final Executor workers;
  private final InstantSource clock;

  private Tip tip;
  private List<PendingBlock> group = new ArrayList<>();
  private int groupTransactions;
  private long groupSince;
  private CompletableFuture<Void> verification = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> committing = CompletableFuture.completedFuture(null);

  /** What the next block is built upon. */
  record Tip(Header header, Hash32 hash, U256 totalDifficulty, BlockState state) {}

  ImportPipeline(
      BlockProcessor processor,
      ChainCommitter committer,
      StateKeeper states,
      Lineage lineage,
      HeadPublisher publisher,
      Executor workers,
      InstantSource clock) {
    this.processor = processor;
    this.committer = committer;
    this.states = states;
    this.lineage = lineage;
    this.publisher = publisher;
    this.workers = workers;
    this.clock = clock;
    this.tip = publishedTip();
  }

  Tip tip() {
    return tip;
  }

  /**
   * Executes a child of the tip and sends it on its way. Returns before it is durable.
   *
   * @throws BlockRejectedException if this block, or one sent before it, breaks a rule; the
   *     pipeline is empty then
   */
  void extend(PreparedBlock prepared) {
    Header header = prepared.block().header();
    ExecutedBlock executed;
    try {
      processor.checkHeader(header, prepared.block().hash(), tip.header(), tip.totalDifficulty());
      executed =
          processor.execute(
              prepared, tip.totalDifficulty(), tip.state(), states.rootsOver(tip.state()));
    } catch (BlockRejectedException e) {
      drain();
      committer.reject(e, tip.totalDifficulty());
      throw e;
    }
    BlockState state =
        states.derive(tip.state(), header.number(), prepared.block().hash(), executed.delta());
    U256 parentTotal = tip.totalDifficulty();
    CompletableFuture<Void> seal =
        CompletableFuture.runAsync(
            () -> processor.checkSealAndOmmers(prepared.block(), parentTotal), workers);
    verification =
        verification.thenAcceptBothAsync(
            seal, (before, sealed) -> processor.verifyResult(executed, state::root), workers);
    add(new PendingBlock(executed, state, verification));
  }

  private void add(PendingBlock pending) {
    if (group.isEmpty()) {
      groupSince = clock.millis();
    }
    group.add(pending);
    groupTransactions += pending.executed().block().transactions().size();
    lineage.remember(pending.executed().block(), pending.totalDifficulty());
    tip =
        new Tip(
            pending.header(),
            pending.executed().block().hash(),
            pending.totalDifficulty(),
            pending.state());
    if (group.size() >= GROUP_BLOCKS
        || groupTransactions >= GROUP_TRANSACTIONS
        || clock.millis() - groupSince >= GROUP_MILLIS) {
      sendGroup();
    }
  }

  private void sendGroup() {
    awaitCommit();
    List<PendingBlock> sent = List.copyOf(group);
    group = new ArrayList<>();
    groupTransactions = 0;
    committing =
        sent.getLast().verified().handleAsync((done, failure) -> commitVerified(sent), workers);
  }

  /**
   * Waits until everything that was sent is durable.
   *
   * @throws BlockRejectedException if a block broke a rule; those in front of it are durable
   */
  void drain() {
    if (!group.isEmpty()) {
      sendGroup();
    }
    awaitCommit();
  }

  private void awaitCommit() {
    try {
      committing.join();
    } catch (CompletionException e) {
      abandon();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Drops what is not durable and goes back to the published head. */
  private void abandon() {
    group.forEach(pending -> lineage.forget(pending.executed().block().hash()));
    group = new ArrayList<>();
    groupTransactions = 0;
    verification = CompletableFuture.completedFuture(null);
    committing = CompletableFuture.completedFuture(null);
    tip = publishedTip();
  }

  /** Starts again from the published head, after something else has moved it. */
  void restart() {
    abandon();
  }

  private Tip publishedTip() {
    PublishedHead head = publisher.head();
    return new Tip(head.header(), head.head().hash(), head.head().totalDifficulty(), head.state());
  }

  private @Nullable Void commitVerified(List<PendingBlock> blocks) {
    int right = 0;
    while (right < blocks.size() && !blocks.get(right).verified().isCompletedExceptionally()) {
      right++;
    }
    if (right > 0) {
      committer.extend(blocks.subList(0, right));
    }
    if (right < blocks.size()) {
      failWith(blocks.get(right));
    }
    return null;
  }

  private void failWith(PendingBlock wrong) {
    try {
      wrong.verified().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BlockRejectedException rejected) {
        committer.reject(rejected, wrong.totalDifficulty().minus(wrong.header().difficulty()));
      }
      throw e;
    }
  }
}
