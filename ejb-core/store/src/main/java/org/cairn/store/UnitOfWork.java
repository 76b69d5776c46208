package org.cairn.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs work on the database that becomes durable as a whole or not at all. Safe for use by several
 * threads.
 */
public interface UnitOfWork {
  /** Work on a connection; it neither commits nor closes it. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Runs the work in a transaction of its own and commits it. What the work throws rolls it back.
   *
   * @throws org.cairn.node.chain.StoreException if nothing was stored
   * @throws org.cairn.node.chain.OutcomeUnknownException if the connection was lost while
   *     committing
   */
  <T> T inTransaction(Work<T> work);

  /**
   * Runs work that only reads, outside of any transaction.
   *
   * @throws org.cairn.node.chain.StoreException if it failed
   */
  <T> T reading(Work<T> work);
}
