package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Rows that are sent by binary COPY, one a table. */
final class CopyBatch implements RowBatch {
  private final Map<Table, CopyBuffer> buffers = new EnumMap<>(Table.class);

  CopyBatch(int transactions) {
    for (Table table : Table.values()) {
      int bytes =
          switch (table) {
            case BODIES -> 160;
            case RECEIPTS -> 64;
            case STATE_DELTAS -> 96;
            case TRANSACTIONS -> 224;
            case HASHES -> 36;
            case BLOCKS, LOGS, VALUE_CALLS -> 0;
          };
      buffers.put(table, new CopyBuffer(table.columnCount(), transactions * bytes));
    }
  }

  @Override
  public CopyBuffer rows(Table table) {
    return Objects.requireNonNull(buffers.get(table), "every table has one");
  }

  @Override
  public void send(Connection connection) throws SQLException {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Map.Entry<Table, CopyBuffer> entry : buffers.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        send(copies, entry.getKey(), entry.getValue().finish());
      }
    }
  }

  private static void send(CopyManager copies, Table table, CopyBuffer rows) throws SQLException {
    CopyIn copy = copies.copyIn(table.copyStatement());
    try {
      copy.writeToCopy(rows.buffer(), 0, rows.size());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
