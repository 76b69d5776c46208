package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows for every table of the chain that are collected first and sent together. */
interface RowBatch {
  /** Most transactions and logs that are sent by INSERT. */
  int FEW = 400;

  Rows rows(Table table);

  /** Writes the rows to the tables; afterwards nothing may be added. */
  void send(Connection connection) throws SQLException;

  /**
   * A batch for about as many rows: COPY costs least a row, but one statement of INSERTs is a
   * single round trip for a small block.
   */
  static RowBatch forAbout(int transactions, int logs) {
    return transactions + logs <= FEW ? new InsertBatch() : new CopyBatch(transactions);
  }
}
