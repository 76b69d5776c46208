package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes blocks off the canonical chain, inside of a transaction that somebody else opened. */
final class Detachment {
  private final Connection connection;

  Detachment(Connection connection) {
    this.connection = connection;
  }

  /**
   * Removes the derived rows of canonical blocks above the number. Contents stay, and the senders
   * with them, which nothing else but a signature would tell.
   */
  void above(long number) throws SQLException {
    useIndexes(connection);
    Sql.update(
        connection,
        """
        update blocks b
        set canonical = false, transaction_total = null,
            senders = (select coalesce(string_agg(t.from_address, ''::bytea order by t.index), '')
                       from transactions t where t.block_number = b.number)
        where b.number > ? and b.canonical
        """,
        number);
    Sql.update(
        connection,
        """
        delete from hashes h
        using (select hash_prefix(hash) as prefix, block_number, index
               from transactions where block_number > ?) t
        where h.prefix = t.prefix and h.block_number = t.block_number and h.index = t.index
        """,
        number);
    Sql.update(connection, "delete from transactions where block_number > ?", number);
    Sql.update(connection, "delete from logs where block_number > ?", number);
    Sql.update(connection, "delete from value_calls where block_number > ?", number);
  }

  /**
   * For the rest of the transaction. Statistics may be old; reading all of {@code hashes} for a few
   * blocks is never right.
   */
  static void useIndexes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set local enable_seqscan = off; set local enable_hashjoin = off;"
              + " set local enable_mergejoin = off");
    }
  }
}
