package org.cairn.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.LogRecord;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.rpc.json.Json;
import org.cairn.rpc.json.JsonWriter;
import org.cairn.rpc.json.LogWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code eth_getLogs}. The range may be the whole chain; the number of results is limited, and the
 * database's time limit for queries bounds the search.
 */
final class EthLogMethods {
  private static final String WHERE = Parameters.where(0);
  private static final int MAX_ALTERNATIVES = 1000;
  private static final int MAX_TOPICS = 4;
  private static final int BYTES_OF_LOG = 640;

  private final int limit;

  EthLogMethods(int limit) {
    this.limit = limit;
  }

  void addTo(MethodTable table) {
    table.add("eth_getLogs", 1, this::logs);
  }

  private void logs(Call call, JsonWriter out) {
    Map<String, Json> members = Values.members(WHERE, call.parameters().require(0)).values();
    List<Address> addresses = addresses(present(members, "address"));
    List<List<Hash32>> topics = topics(present(members, "topics"));
    List<LogRecord> logs =
        present(members, "blockHash") == null
            ? inRange(call, members, addresses, topics)
            : inBlock(call, members, addresses, topics);
    out.expect(BYTES_OF_LOG * logs.size() + 64);
    out.beginArray();
    for (LogRecord log : logs) {
      LogWriter.write(out, log);
    }
    out.endArray();
  }

  private static @Nullable Json present(Map<String, Json> members, String name) {
    Json value = members.get(name);
    return value == Json.Null.NULL ? null : value;
  }

  private List<LogRecord> inRange(
      Call call, Map<String, Json> members, List<Address> addresses, List<List<Hash32>> topics) {
    long from = bound(call, members, "fromBlock");
    long to = bound(call, members, "toBlock");
    long head = call.view().headNumber();
    if (from > to) {
      throw Values.wrong(WHERE, "fromBlock %d is behind toBlock %d".formatted(from, to));
    }
    if (to > head) {
      throw Values.wrong(WHERE, "toBlock %d is beyond the head %d".formatted(to, head));
    }
    return call.view().logs(new LogFilter(from, to, addresses, topics), limit);
  }

  private static long bound(Call call, Map<String, Json> members, String name) {
    Json value = present(members, name);
    BlockSelector selector =
        value == null ? BlockSelector.Tag.LATEST : Values.numberOrTag(WHERE + "." + name, value);
    return switch (selector) {
      case BlockSelector.ByNumber(long number) -> number;
      case BlockSelector.Tag tag
          when tag == BlockSelector.Tag.LATEST || tag == BlockSelector.Tag.PENDING ->
          call.view().headNumber();
      default -> call.session().requireHeader(selector).header().number();
    };
  }

  private List<LogRecord> inBlock(
      Call call, Map<String, Json> members, List<Address> addresses, List<List<Hash32>> topics) {
    if (present(members, "fromBlock") != null || present(members, "toBlock") != null) {
      throw Values.wrong(WHERE, "blockHash and fromBlock or toBlock exclude each other");
    }
    Hash32 hash =
        Values.hash(WHERE + ".blockHash", members.getOrDefault("blockHash", Json.Null.NULL));
    BlockSelector selector = new BlockSelector.ByHash(hash, false);
    long number = call.session().requireHeader(selector).header().number();
    List<LogRecord> logs =
        call.view().logsOfBlock(hash, new LogFilter(number, number, addresses, topics));
    if (logs.size() > limit) {
      throw new RpcException(
          ErrorCode.LIMIT_EXCEEDED, logs.size() + " logs where " + limit + " are the most");
    }
    return logs;
  }

  private static List<Address> addresses(@Nullable Json value) {
    String where = WHERE + ".address";
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Json.Items)) {
      return List.of(Values.address(where, value));
    }
    List<Json> items = Values.items(where, value, MAX_ALTERNATIVES).values();
    List<Address> addresses = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      addresses.add(Values.address(where + "[" + i + "]", items.get(i)));
    }
    return addresses;
  }

  private static List<List<Hash32>> topics(@Nullable Json value) {
    String where = WHERE + ".topics";
    if (value == null) {
      return List.of();
    }
    List<Json> items = Values.items(where, value, MAX_TOPICS).values();
    List<List<Hash32>> topics = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      topics.add(alternatives(where + "[" + i + "]", items.get(i)));
    }
    return topics;
  }

  /** One topic, any of several, or none for any at all. */
  private static List<Hash32> alternatives(String where, Json value) {
    if (value == Json.Null.NULL) {
      return List.of();
    }
    if (!(value instanceof Json.Items)) {
      return List.of(Values.hash(where, value));
    }
    List<Json> items = Values.items(where, value, MAX_ALTERNATIVES).values();
    List<Hash32> hashes = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) == Json.Null.NULL) {
        return List.of();
      }
      hashes.add(Values.hash(where + "[" + i + "]", items.get(i)));
    }
    return hashes;
  }
}
