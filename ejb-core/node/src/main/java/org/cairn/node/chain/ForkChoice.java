package org.cairn.node.chain;

import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.uint.U256;

/**
 * Which of two branches is canonical. Before the merge the one with more total difficulty, of
 * equals the one that was there first; after it whoever drives the chain decides, and without a
 * consensus client the block that comes last.
 */
final class ForkChoice {
  private ForkChoice() {}

  static boolean prefers(Fork candidateFork, U256 candidateTotal, ChainHead head) {
    return candidateFork.consensus().merged()
        || candidateTotal.compareTo(head.totalDifficulty()) > 0;
  }
}
