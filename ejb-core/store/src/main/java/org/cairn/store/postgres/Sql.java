package org.cairn.store.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.postgresql.PGStatement;

/** Plain JDBC in the types of the chain. */
final class Sql {
  private Sql() {}

  /** Makes something of the row at the cursor. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> List<T> all(Connection connection, String query, Row<T> reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, query, parameters)) {
      return read(statement, reader);
    }
  }

  /**
   * Like {@link #all}, but planned for these very parameters each time: for queries of which one
   * plan cannot suit all.
   */
  static <T> List<T> allPlanned(
      Connection connection, String query, Row<T> reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, query, parameters)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      return read(statement, reader);
    }
  }

  private static <T> List<T> read(PreparedStatement statement, Row<T> reader) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<T> list = new ArrayList<>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    }
  }

  static <T> Optional<T> first(
      Connection connection, String query, Row<T> reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, query, parameters);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /** Number of rows that the statement changed. */
  static int update(Connection connection, String command, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, command, parameters)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String text, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    for (int i = 0; i < parameters.length; i++) {
      set(connection, statement, i + 1, parameters[i]);
    }
    return statement;
  }

  private static void set(
      Connection connection, PreparedStatement statement, int index, Object value)
      throws SQLException {
    switch (value) {
      case Hash32 hash -> statement.setBytes(index, hash.toArray());
      case Address address -> statement.setBytes(index, address.toArray());
      case Bytes bytes -> statement.setBytes(index, bytes.shared());
      case U256 number -> statement.setBigDecimal(index, new BigDecimal(number.toBigInteger()));
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case String text -> statement.setString(index, text);
      case byte[][] list -> statement.setArray(index, connection.createArrayOf("bytea", list));
      case Long[] list -> statement.setArray(index, connection.createArrayOf("int8", list));
      default -> throw new IllegalArgumentException("no parameter: " + value.getClass());
    }
  }

  static Hash32 hash(ResultSet row, int column) throws SQLException {
    return Hash32.of(row.getBytes(column));
  }

  static Address address(ResultSet row, int column) throws SQLException {
    return Address.of(row.getBytes(column));
  }

  static Optional<Address> optionalAddress(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).map(Address::of);
  }

  static U256 number(ResultSet row, int column) throws SQLException {
    return U256.of(row.getBigDecimal(column).toBigIntegerExact());
  }

  static Optional<U256> optionalNumber(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getBigDecimal(column))
        .map(number -> U256.of(number.toBigIntegerExact()));
  }

  /** The one list of header and body. */
  static int encodedSize(int headerBytes, int bodyBytes) {
    int payload = headerBytes + bodyBytes - listPrefix(bodyBytes);
    int prefix = 1;
    if (payload >= 56) {
      prefix += (39 - Integer.numberOfLeadingZeros(payload)) / 8;
    }
    return payload + prefix;
  }

  /** Bytes in front of the payload of a list of this whole length. */
  private static int listPrefix(int whole) {
    for (int prefix = 1; prefix <= 4; prefix++) {
      int payload = whole - prefix;
      int expected = payload < 56 ? 1 : 1 + (39 - Integer.numberOfLeadingZeros(payload)) / 8;
      if (expected == prefix) {
        return prefix;
      }
    }
    return 5;
  }
}
