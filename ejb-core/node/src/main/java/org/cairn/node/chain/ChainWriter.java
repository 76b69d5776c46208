package org.cairn.node.chain;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.era.BlockFileException;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * The one writer of the chain: takes blocks in any order, extends the head, keeps side blocks,
 * reorganises.
 *
 * <p>Concurrency: calls take turns; whoever writes holds the turn until everything it sent is
 * durable. Reading the chain needs no turn.
 */
public final class ChainWriter {
  /**
   * Blocks one after the other; empty at the end. A block that cannot be decoded throws when its
   * supplier is asked.
   */
  @FunctionalInterface
  public interface Source {
    Optional<Supplier<Block>> next();
  }

  /** Watches an import; called by the importing thread for each block in order. */
  @FunctionalInterface
  public interface Observer {
    void done(Block block, ImportResult result);
  }

  private final BlockProcessor processor;
  private final ChainStore store;
  private final Lineage lineage;
  private final HeadPublisher publisher;
  private final ImportPipeline pipeline;
  private final Reorganisation reorganisation;
  private final Executor workers;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final ChainOpening opening;
  private long highestStored;
  private boolean storageFailed;
  private volatile boolean stopping;

  ChainWriter(
      BlockProcessor processor,
      ChainStore store,
      StateKeeper states,
      Lineage lineage,
      HeadPublisher publisher,
      ChainOpening opening,
      Executor workers,
      InstantSource clock) {
    this.processor = processor;
    this.store = store;
    this.lineage = lineage;
    this.publisher = publisher;
    this.workers = workers;
    this.opening = opening;
    ChainCommitter committer = new ChainCommitter(store, states, publisher);
    this.pipeline =
        new ImportPipeline(processor, committer, states, lineage, publisher, workers, clock);
    this.reorganisation = new Reorganisation(processor, store, states, publisher, committer);
    this.highestStored = store.highestStored();
  }

  /**
   * Imports blocks until the source ends, a block fails or {@code cancelled} says so. What was
   * imported is durable when this returns or throws.
   *
   * @throws BlockRejectedException at the first block that breaks a rule, or whose parent is not
   *     known
   */
  public void importAll(Source source, Observer observer, BooleanSupplier cancelled) {
    takeTurn();
    try {
      LookAhead blocks = new LookAhead(source, this::prepare, workers);
      for (Optional<PreparedBlock> next = blocks.next(); next.isPresent(); next = blocks.next()) {
        if (stopping || cancelled.getAsBoolean()) {
          break;
        }
        ImportResult result = offer(next.get());
        requireAccepted(next.get().block(), result);
        observer.done(next.get().block(), result);
      }
      pipeline.drain();
    } catch (RuntimeException e) {
      throw settled(e);
    } finally {
      turn.unlock();
    }
  }

  /** Imports one block; it is durable when this returns. */
  public ImportResult importBlock(Block block) {
    takeTurn();
    try {
      ImportResult result = offer(prepare(block));
      pipeline.drain();
      return result;
    } catch (BlockRejectedException e) {
      settled(e);
      return new ImportResult.Rejected(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw settled(e);
    } finally {
      turn.unlock();
    }
  }

  /** After a failure of the storage, first finds out what became of the blocks that were sent. */
  private void takeTurn() {
    turn.lock();
    try {
      if (stopping) {
        throw new IllegalStateException("the node is stopping");
      }
      if (storageFailed) {
        opening.reopen();
        pipeline.restart();
        highestStored = store.highestStored();
        storageFailed = false;
      }
    } catch (RuntimeException e) {
      turn.unlock();
      throw e;
    }
  }

  /**
   * Ends a running import at its next block and refuses further ones; returns when nothing is being
   * written.
   */
  public void stop() {
    stopping = true;
    turn.lock();
    try {
      pipeline.restart();
    } finally {
      turn.unlock();
    }
  }

  /** Brings what was sent before a failure to the disk, or drops it. */
  private RuntimeException settled(RuntimeException failure) {
    storageFailed |= !isOfTheBlocks(failure);
    try {
      pipeline.drain();
    } catch (RuntimeException later) {
      storageFailed |= !isOfTheBlocks(later);
      failure.addSuppressed(later);
    }
    return failure;
  }

  /** Whether the blocks or the file with them are to blame, and the storage is as it was. */
  private static boolean isOfTheBlocks(RuntimeException failure) {
    return failure instanceof BlockRejectedException
        || failure instanceof BlockFileException
        || failure instanceof UncheckedIOException;
  }

  private static void requireAccepted(Block block, ImportResult result) {
    switch (result) {
      case ImportResult.Rejected(String reason) ->
          throw BlockRejectedException.atSight(
              block.header(), block.hash(), "known as invalid", reason, null);
      case ImportResult.UnknownParent(Hash32 parent) ->
          throw BlockRejectedException.atSight(
              block.header(),
              block.hash(),
              "parent",
              "its parent " + parent + " is not known",
              null);
      case ImportResult.Extended extended -> {}
      case ImportResult.Reorganised reorganised -> {}
      case ImportResult.KeptAside kept -> {}
      case ImportResult.AlreadyKnown known -> {}
    }
  }

  private PreparedBlock prepare(Block block) {
    boolean canonical =
        block.number() <= publisher.head().head().number()
            && store.canonicalHash(block.number()).filter(block.hash()::equals).isPresent();
    return canonical ? new PreparedBlock(block, List.of(), true) : processor.prepare(block);
  }

  private ImportResult offer(PreparedBlock prepared) {
    if (prepared.known()) {
      return new ImportResult.AlreadyKnown();
    }
    Block block = prepared.block();
    if (block.header().parentHash().equals(pipeline.tip().hash())) {
      return extend(prepared);
    }
    pipeline.drain();
    Optional<ChainStore.Known> known = store.known(block.hash());
    if (known.isPresent()) {
      return known.get().status() == ChainStore.Status.INVALID
          ? rejectedBefore(block.hash())
          : new ImportResult.AlreadyKnown();
    }
    return branchOff(prepared);
  }

  private ImportResult extend(PreparedBlock prepared) {
    Block block = prepared.block();
    if (block.number() <= highestStored) {
      Optional<ChainStore.Known> known = store.known(block.hash());
      if (known.isPresent() && known.get().status() == ChainStore.Status.INVALID) {
        return rejectedBefore(block.hash());
      }
    }
    highestStored = Math.max(highestStored, block.number());
    pipeline.extend(prepared);
    return new ImportResult.Extended();
  }

  private ImportResult rejectedBefore(Hash32 hash) {
    return new ImportResult.Rejected(store.invalidReason(hash).orElse("found invalid before"));
  }

  private ImportResult branchOff(PreparedBlock prepared) {
    Block block = prepared.block();
    Header header = block.header();
    if (header.number() == 0) {
      throw BlockRejectedException.atSight(
          header,
          block.hash(),
          "genesis block",
          "this chain's is " + store.canonicalHash(0).orElseThrow(),
          null);
    }
    Optional<ChainStore.Known> parent = store.known(header.parentHash());
    if (parent.isEmpty()) {
      return new ImportResult.UnknownParent(header.parentHash());
    }
    if (parent.get().status() == ChainStore.Status.INVALID) {
      return new ImportResult.Rejected(
          "block "
              + header.number()
              + " "
              + block.hash()
              + " has an invalid parent, "
              + header.parentHash());
    }
    processor.verify(block, parent.get().header(), parent.get().totalDifficulty());
    U256 total = parent.get().totalDifficulty().plus(header.difficulty());
    Fork fork = processor.fork(header, parent.get().totalDifficulty());
    highestStored = Math.max(highestStored, header.number());
    if (!ForkChoice.prefers(fork, total, publisher.head().head())) {
      SideBlock side = new SideBlock(block, total, processor.author(header));
      store.commit(new ChainUpdate(List.of(side), OptionalLong.empty(), List.of()));
      lineage.remember(block, total);
      return new ImportResult.KeptAside();
    }
    try {
      return new ImportResult.Reorganised(reorganisation.switchTo(prepared, total));
    } finally {
      pipeline.restart();
    }
  }
}
