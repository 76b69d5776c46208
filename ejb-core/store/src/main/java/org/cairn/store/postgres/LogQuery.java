package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.LogRecord;
import org.cairn.node.query.TooManyResultsException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Log;

/**
 * A search for logs.
 *
 * <p>The rows are picked without an order and sorted afterwards: with an order and a limit the
 * planner would rather walk the whole range by block number than use the index of a rare topic.
 */
final class LogQuery {
  private static final int TOPICS = 4;

  private final LogFilter filter;
  private final int limit;
  private final long last;
  private final StringBuilder conditions = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  LogQuery(LogFilter filter, int limit, long head) {
    this.filter = filter;
    this.limit = limit;
    this.last = Math.min(filter.toBlock(), head);
  }

  List<LogRecord> run(Connection connection) throws SQLException {
    if (filter.fromBlock() > last || filter.topics().size() > TOPICS) {
      return List.of();
    }
    conditions.append("block_number between ? and ?");
    parameters.add(filter.fromBlock());
    parameters.add(last);
    anyOf("address", filter.addresses().stream().map(Address::toArray).toList());
    for (int i = 0; i < filter.topics().size(); i++) {
      anyOf("topic" + i, filter.topics().get(i).stream().map(Hash32::toArray).toList());
    }
    if (!filter.topics().isEmpty() && filter.topics().getLast().isEmpty()) {
      conditions.append(" and topic").append(filter.topics().size() - 1).append(" is not null");
    }
    parameters.add(limit + 1L);
    List<LogRecord> logs =
        Sql.allPlanned(connection, text(), LogQuery::record, parameters.toArray());
    if (logs.size() > limit) {
      throw new TooManyResultsException(tooMany());
    }
    return logs;
  }

  private void anyOf(String column, List<byte[]> values) {
    if (values.size() == 1) {
      conditions.append(" and ").append(column).append(" = ?");
      parameters.add(Bytes.wrap(values.getFirst()));
    } else if (!values.isEmpty()) {
      conditions.append(" and ").append(column).append(" = any (?)");
      parameters.add(values.toArray(byte[][]::new));
    }
  }

  private String text() {
    return """
    select l.block_number, b.hash, b.timestamp, t.hash, l.transaction_index, l.log_index,
           l.address, l.topic0, l.topic1, l.topic2, l.topic3, l.data
    from (select * from logs where %s limit ?) l
    join blocks b on b.number = l.block_number and b.canonical
    join transactions t on t.block_number = l.block_number and t.index = l.transaction_index
    order by l.block_number, l.log_index
    """
        .formatted(conditions);
  }

  private static LogRecord record(ResultSet row) throws SQLException {
    List<Hash32> topics = new ArrayList<>(TOPICS);
    for (int i = 0; i < TOPICS; i++) {
      byte[] topic = row.getBytes(8 + i);
      if (topic != null) {
        topics.add(Hash32.of(topic));
      }
    }
    Log log = new Log(Sql.address(row, 7), topics, Bytes.wrap(row.getBytes(12)));
    return new LogRecord(
        log,
        row.getLong(1),
        Sql.hash(row, 2),
        row.getLong(3),
        Sql.hash(row, 4),
        row.getInt(5),
        row.getInt(6));
  }

  private String tooMany() {
    long blocks = last - filter.fromBlock() + 1;
    String advice = blocks > 1 ? "ask for fewer blocks at a time" : "ask for the block's receipts";
    if (filter.addresses().isEmpty() || filter.topics().isEmpty()) {
      advice += ", or name an address and topics";
    }
    return "more than %d logs match in blocks %d to %d (%d blocks): %s"
        .formatted(limit, filter.fromBlock(), last, blocks, advice);
  }
}
