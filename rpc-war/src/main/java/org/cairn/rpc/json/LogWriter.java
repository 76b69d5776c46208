package org.cairn.rpc.json;

import org.cairn.node.query.LogRecord;
import org.cairn.protocol.bytes.Hash32;

/** Writes a log with its place (execution-apis: Log). */
public final class LogWriter {
  private static final Name ADDRESS = Name.of("address");
  private static final Name TOPICS = Name.of("topics");
  private static final Name DATA = Name.of("data");
  private static final Name BLOCK_NUMBER = Name.of("blockNumber");
  private static final Name BLOCK_HASH = Name.of("blockHash");
  private static final Name BLOCK_TIMESTAMP = Name.of("blockTimestamp");
  private static final Name TRANSACTION_HASH = Name.of("transactionHash");
  private static final Name TRANSACTION_INDEX = Name.of("transactionIndex");
  private static final Name LOG_INDEX = Name.of("logIndex");
  private static final Name REMOVED = Name.of("removed");

  private LogWriter() {}

  public static void write(JsonWriter out, LogRecord record) {
    out.beginObject();
    out.name(ADDRESS).data(record.log().address());
    out.name(TOPICS).beginArray();
    for (Hash32 topic : record.log().topics()) {
      out.data(topic);
    }
    out.endArray();
    out.name(DATA).data(record.log().data());
    out.name(BLOCK_NUMBER).quantity(record.blockNumber());
    out.name(TRANSACTION_HASH).data(record.transactionHash());
    out.name(TRANSACTION_INDEX).quantity(record.transactionIndex());
    out.name(BLOCK_HASH).data(record.blockHash());
    out.name(BLOCK_TIMESTAMP).quantity(record.timestamp());
    out.name(LOG_INDEX).quantity(record.logIndex());
    out.name(REMOVED).bool(false);
    out.endObject();
  }
}
