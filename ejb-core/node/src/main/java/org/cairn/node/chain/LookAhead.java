package org.cairn.node.chain;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cairn.protocol.types.Block;

/**
 * Decodes and prepares the next blocks of a source on the workers, while the writer executes the
 * one in front. Confined to one thread.
 */
final class LookAhead {
  private static final int BLOCKS = 24;

  private final ChainWriter.Source source;
  private final Function<Block, PreparedBlock> prepare;
  private final Executor workers;
  private final Queue<CompletableFuture<PreparedBlock>> ahead = new ArrayDeque<>();
  private boolean ended;

  LookAhead(ChainWriter.Source source, Function<Block, PreparedBlock> prepare, Executor workers) {
    this.source = source;
    this.prepare = prepare;
    this.workers = workers;
  }

  /**
   * The next block; throws what decoding or preparing it threw, or reading the source behind it.
   */
  Optional<PreparedBlock> next() {
    fill();
    CompletableFuture<PreparedBlock> first = ahead.poll();
    if (first == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(first.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void fill() {
    while (!ended && ahead.size() < BLOCKS) {
      try {
        Optional<Supplier<Block>> block = source.next();
        ended = block.isEmpty();
        block.ifPresent(decode ->
            ahead.add(CompletableFuture.supplyAsync(() -> prepare.apply(decode.get()), workers)));
      } catch (RuntimeException e) {
        ended = true;
        ahead.add(CompletableFuture.failedFuture(e));
      }
    }
  }
}
