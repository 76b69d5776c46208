package org.cairn.store.rocks;

import org.cairn.node.state.StateUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The durable chain between two flushes that took it back. Points of it that were taken back are
 * read from a view of the moment before, as long as that is kept; its other points belong to the
 * lineage that follows too.
 */
final class Lineage {
  /** The successor; set last, when a flush begins that takes the chain back. */
  private volatile @Nullable Lineage next;

  private long cutAt = Long.MAX_VALUE;
  private Tables.@Nullable View view;

  /**
   * The newest of the lineages, from this one on, that have a point of this one: the current one,
   * or one that has a view of it.
   */
  Lineage lastWith(long number) {
    Lineage at = this;
    Lineage following = at.next;
    while (following != null && number <= at.cutAt) {
      at = following;
      following = at.next;
    }
    return at;
  }

  /** Whether a point of this lineage is in the durable chain now. */
  boolean endsWith(long number) {
    return lastWith(number).next == null;
  }

  /** Ends the lineage; numbers above {@code lastKept} are found in the view alone. */
  Lineage cut(long lastKept, Tables.View before) {
    cutAt = lastKept;
    view = before;
    Lineage successor = new Lineage();
    next = successor;
    return successor;
  }

  /** Reads from the view of before the cut. */
  interface Read<T> {
    T from(Tables.View view);
  }

  /**
   * @throws StateUnavailableException if the view is not kept any more
   */
  synchronized <T> T read(long number, Read<T> read) {
    Tables.View before = view;
    if (before == null) {
      throw new StateUnavailableException(
          "the state of block " + number + " was left by a reorganisation");
    }
    return read.from(before);
  }

  /** Gives up the view. */
  synchronized void release() {
    if (view != null) {
      view.close();
      view = null;
    }
  }
}
