package org.cairn.node.query;

/**
 * The canonical chain was reorganised while a view was in use, so that its answers may belong to
 * two branches. Take a new view and ask again.
 */
public final class ViewExpiredException extends RuntimeException {
  public ViewExpiredException() {
    super("the chain was reorganised during the request; ask again");
  }
}
