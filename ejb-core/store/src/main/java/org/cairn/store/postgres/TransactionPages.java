package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cairn.node.query.Page;
import org.cairn.node.query.PageKey;
import org.cairn.node.query.TransactionSummary;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.LongBytes;
import org.jspecify.annotations.Nullable;

/**
 * Pages of transactions, of all or of one address, on one connection.
 *
 * <p>A page starts at a key and reads one row more than it shows: a page in the middle of a long
 * list costs what the first one costs. What an address sent, received and was created by stands in
 * three indexes; each gives at most a page, and the ends of them are merged.
 */
@SuppressWarnings("InlineFormatString") // a query is easier to read by itself
final class TransactionPages {
  private static final String COLUMNS =
      """
      select t.hash, t.block_number, t.index, b.timestamp, t.from_address, t.to_address, t.created,
             t.value, t.fee, t.succeeded, t.method
      from (%s) k
      join transactions t on t.block_number = k.block_number and t.index = k.index
      join blocks b on b.number = k.block_number and b.canonical
      order by k.block_number %2$s, k.index %2$s
      """;

  private static final String ALL =
      """
      select block_number, index from transactions
      where (block_number, index) %s (?, ?) and block_number between ? and ?
      order by block_number %2$s, index %2$s limit ?
      """;

  /**
   * Asks for a range of (address, block, index) in this order, though the address is one and the
   * same: only the index of the address has this order. Were the address left out of it, the
   * planner might walk the primary key through the whole chain instead.
   */
  private static final String OF_ADDRESS =
      """
      (select block_number, index from transactions
       where %1$s %3$s ? and (%1$s, block_number, index) %2$s (?, ?, ?)
         and block_number between ? and ?
       order by %1$s %4$s, block_number %4$s, index %4$s limit ?)
      """;

  private final Connection connection;
  private final long head;
  private final @Nullable Address address;

  TransactionPages(Connection connection, long head) {
    this.connection = connection;
    this.head = head;
    this.address = null;
  }

  TransactionPages(Connection connection, long head, Address address) {
    this.connection = connection;
    this.head = head;
    this.address = address;
  }

  Page<TransactionSummary> before(PageKey before, int count) throws SQLException {
    List<TransactionSummary> rows = rows(before, count + 1, false);
    boolean older = rows.size() > count;
    boolean newer =
        before.blockNumber() <= head
            && !rows(new PageKey(before.blockNumber(), before.index() - 1), 1, true).isEmpty();
    return new Page<>(older ? rows.subList(0, count) : rows, newer, older);
  }

  Page<TransactionSummary> after(PageKey after, int count) throws SQLException {
    List<TransactionSummary> rows = rows(after, count + 1, true);
    boolean newer = rows.size() > count;
    boolean older = after.blockNumber() >= 0 && !rows(behind(after), 1, false).isEmpty();
    List<TransactionSummary> page = newer ? rows.subList(0, count) : rows;
    return new Page<>(page.reversed(), newer, older);
  }

  /** A page that goes back from here starts with the place itself. */
  private static PageKey behind(PageKey place) {
    return place.index() < Integer.MAX_VALUE
        ? new PageKey(place.blockNumber(), place.index() + 1)
        : place;
  }

  private List<TransactionSummary> rows(PageKey from, int limit, boolean upwards)
      throws SQLException {
    String order = upwards ? "asc" : "desc";
    List<Object> parameters = new ArrayList<>();
    String keys;
    if (address == null) {
      keys = ALL.formatted(upwards ? ">" : "<", order);
      addBounds(parameters, from, limit, upwards);
    } else {
      List<String> parts = new ArrayList<>();
      for (String column : List.of("from_address", "to_address", "created")) {
        parts.add(OF_ADDRESS.formatted(column, upwards ? ">" : "<", upwards ? "<=" : ">=", order));
        parameters.add(address);
        parameters.add(address);
        addBounds(parameters, from, limit, upwards);
      }
      keys =
          "select * from (%s) u order by block_number %2$s, index %2$s limit ?"
              .formatted(String.join(" union ", parts), order);
      parameters.add((long) limit);
    }
    return Sql.all(
        connection,
        COLUMNS.formatted(keys, order),
        TransactionPages::summary,
        parameters.toArray());
  }

  private void addBounds(List<Object> parameters, PageKey from, int limit, boolean upwards) {
    parameters.add(from.blockNumber());
    parameters.add(from.index());
    parameters.add(upwards ? from.blockNumber() : 0L);
    parameters.add(upwards ? head : Math.min(head, from.blockNumber()));
    parameters.add((long) limit);
  }

  private static TransactionSummary summary(ResultSet row) throws SQLException {
    byte[] method = row.getBytes(11);
    return new TransactionSummary(
        Sql.hash(row, 1),
        row.getLong(2),
        row.getInt(3),
        row.getLong(4),
        Sql.address(row, 5),
        Sql.optionalAddress(row, 6),
        Sql.optionalAddress(row, 7),
        Sql.number(row, 8),
        Sql.number(row, 9),
        row.getBoolean(10),
        method == null ? -1 : LongBytes.getInt(method, 0) & 0xffffffffL);
  }
}
