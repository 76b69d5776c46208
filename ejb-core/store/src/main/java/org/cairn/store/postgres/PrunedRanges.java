package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.cairn.node.chain.StoreException;
import org.cairn.node.query.PrunedException;

/** Ranges of blocks of which something was removed on purpose. */
final class PrunedRanges {
  private static final String RANGE =
      """
      select first_block, last_block from pruned_ranges
      where kind = ? and first_block <= ? and last_block >= ?
      """;

  private PrunedRanges() {}

  /**
   * Why contents of a block that has had them are not there.
   *
   * @param kind name of the table
   */
  static RuntimeException missing(Connection connection, String kind, long number)
      throws SQLException {
    return Sql.<RuntimeException>first(
            connection,
            RANGE,
            row ->
                new PrunedException(
                    "block %d: %s are not kept for blocks %d to %d"
                        .formatted(number, kind.replace('_', ' '), row.getLong(1), row.getLong(2))),
            kind,
            number,
            number)
        .orElseGet(() ->
            new StoreException(
                "block %d: its row in %s is missing and was not pruned".formatted(number, kind)));
  }
}
