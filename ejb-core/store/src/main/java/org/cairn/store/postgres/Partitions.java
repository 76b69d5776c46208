package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.cairn.store.UnitOfWork;

/**
 * The partitions of the wide tables: each holds {@value #BLOCKS} block numbers. They are made ahead
 * of the rows in a transaction of their own and then attached, which does not stop readers. Not
 * thread-safe.
 */
final class Partitions {
  static final long BLOCKS = 1_000_000;

  private final UnitOfWork work;
  private final Set<Long> known = new HashSet<>();

  Partitions(UnitOfWork work) {
    this.work = work;
  }

  /** Makes sure that rows of the block have a place. */
  void provideFor(long number) {
    long partition = number / BLOCKS;
    if (!known.contains(partition)) {
      work.inTransaction(connection -> {
        create(connection, partition);
        return partition;
      });
      known.add(partition);
    }
  }

  private static void create(Connection connection, long partition) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Table table : Table.values()) {
        if (table.partitioned() && !exists(statement, name(table, partition))) {
          statement.execute(
              "create table %s (like %s including all)"
                  .formatted(name(table, partition), table.table()));
          statement.execute(
              "alter table %s attach partition %s for values from (%s) to (%s)"
                  .formatted(
                      table.table(), name(table, partition), partition * BLOCKS, end(partition)));
        }
      }
    }
  }

  private static boolean exists(Statement statement, String name) throws SQLException {
    try (ResultSet found = statement.executeQuery("select to_regclass('" + name + "')")) {
      found.next();
      return found.getString(1) != null;
    }
  }

  private static String name(Table table, long partition) {
    return table.table() + "_" + partition;
  }

  private static String end(long partition) {
    return partition == Long.MAX_VALUE / BLOCKS
        ? "maxvalue"
        : Long.toString((partition + 1) * BLOCKS);
  }
}
