package org.cairn.node.chain;

/**
 * Learns of every new canonical head, after it is durable. Called by the writer's thread: returns
 * at once.
 */
@FunctionalInterface
public interface HeadListener {
  void headChanged(PublishedHead head);
}
