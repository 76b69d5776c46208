package org.cairn.node.query;

/**
 * A place in the canonical order of transactions, from which a page goes on. The place itself is
 * not on the page.
 */
public record PageKey(long blockNumber, int index) {
  /** Behind every transaction: a page that goes back from here shows the newest ones. */
  public static final PageKey NEWEST = new PageKey(Long.MAX_VALUE, Integer.MAX_VALUE);

  /** In front of every transaction. */
  public static final PageKey OLDEST = new PageKey(-1, -1);
}
