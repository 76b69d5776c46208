package org.cairn.node.chain;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cairn.node.state.BlockState;
import org.cairn.protocol.types.Header;
import org.jspecify.annotations.Nullable;

/** Holds the canonical head for readers; one volatile write publishes the next. Thread-safe. */
public final class HeadPublisher {
  private final List<HeadListener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean switching;
  private volatile @Nullable PublishedHead published;

  /** Whether there is a head yet. */
  public boolean ready() {
    return published != null;
  }

  /** Throws IllegalStateException while there is none. */
  public PublishedHead head() {
    PublishedHead head = published;
    if (head == null) {
      throw new IllegalStateException("the chain has no head yet");
    }
    return head;
  }

  /**
   * Whether the store may hold a branch already that is not published yet: what readers find by
   * number may then belong to it.
   */
  public boolean switching() {
    return switching;
  }

  /** Called by the writer only, before a commit that replaces blocks, and when it has ended. */
  void switching(boolean underWay) {
    switching = underWay;
  }

  /** Called by the writer only, after the commit is known. */
  void publish(ChainHead head, Header header, BlockState state, int reorganisations) {
    PublishedHead before = published;
    long count = (before == null ? 0 : before.reorganisations()) + reorganisations;
    PublishedHead next = new PublishedHead(head, header, state, count);
    published = next;
    listeners.forEach(listener -> listener.headChanged(next));
  }

  public void addListener(HeadListener listener) {
    listeners.add(listener);
  }
}
