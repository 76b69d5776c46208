package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Few rows, which are sent as one statement of INSERTs over arrays, in one round trip. */
final class InsertBatch implements RowBatch {
  private final Map<Table, ColumnArrays> tables = new EnumMap<>(Table.class);

  InsertBatch() {
    for (Table table : Table.values()) {
      tables.put(table, new ColumnArrays(table.columnCount()));
    }
  }

  @Override
  public ColumnArrays rows(Table table) {
    return Objects.requireNonNull(tables.get(table), "rows come before they are sent");
  }

  @Override
  public void send(Connection connection) throws SQLException {
    tables.values().removeIf(ColumnArrays::isEmpty);
    if (tables.isEmpty()) {
      return;
    }
    String text =
        tables.keySet().stream().map(Table::insertStatement).collect(Collectors.joining(";\n"));
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int parameter = 1;
      for (Map.Entry<Table, ColumnArrays> entry : tables.entrySet()) {
        Table table = entry.getKey();
        for (int i = 0; i < table.columnCount(); i++) {
          statement.setArray(
              parameter++,
              connection.createArrayOf(table.elementType(i), entry.getValue().column(i)));
        }
      }
      statement.execute();
    }
  }
}
