package org.cairn.explorer.page;

import org.cairn.node.query.ChainView;

/** One kind of page. Thread-safe and without state. */
@FunctionalInterface
public interface Page {
  Answer answer(ChainView view, Request request);
}
