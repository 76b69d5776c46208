package org.cairn.protocol.trie;

import java.util.List;

/** Runs independent pieces of pure work, perhaps on several threads. */
@FunctionalInterface
public interface Parallel {
  /** Runs one after the other on the calling thread. */
  Parallel SEQUENTIAL = tasks -> tasks.forEach(Runnable::run);

  /** Returns when all have run; throws what one of them threw. */
  void run(List<? extends Runnable> tasks);
}
