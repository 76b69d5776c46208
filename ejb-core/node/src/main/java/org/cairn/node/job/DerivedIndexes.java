package org.cairn.node.job;

import java.util.OptionalLong;

/**
 * Port: what the store derives from the contents of canonical blocks so that it can be looked up,
 * and how it is made anew. Thread-safe; may be used while blocks are written.
 */
public interface DerivedIndexes {
  /** Plans to make those of some blocks anew, instead of what was planned before. */
  void planRebuild(long first, long last);

  /**
   * Makes some of the planned ones anew.
   *
   * @return the number of the next block that is left to do; empty when all are done
   */
  OptionalLong rebuildStep();

  /** The number of the next block that is left to do of what was planned. */
  OptionalLong rebuildLeft();
}
