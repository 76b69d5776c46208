package org.cairn.store.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The wide tables of the chain, with the columns in the order in which rows are put together. */
@SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
enum Table {
  BLOCKS(
      "number int8, gas_limit int8, gas_used int8, timestamp int8, transaction_total int8,"
          + " transaction_count int4, ommer_count int4, size int4, canonical bool, status text,"
          + " hash bytea, parent_hash bytea, ommers_hash bytea, coinbase bytea, author bytea,"
          + " state_root bytea, transactions_root bytea, receipts_root bytea, difficulty numeric,"
          + " total_difficulty numeric, extra_data bytea, mix_hash bytea, nonce bytea,"
          + " base_fee_per_gas numeric, withdrawals_root bytea, blob_gas_used numeric,"
          + " excess_blob_gas numeric, parent_beacon_block_root bytea, requests_hash bytea,"
          + " header bytea, invalid_reason text"),
  BODIES("block_number int8, block_hash bytea, body bytea"),
  RECEIPTS("block_number int8, block_hash bytea, receipts bytea, value_calls bytea"),
  STATE_DELTAS("block_number int8, block_hash bytea, delta bytea"),
  TRANSACTIONS(
      "block_number int8, gas_used int8, index int4, type int2, succeeded bool, hash bytea,"
          + " from_address bytea, to_address bytea, created bytea, nonce numeric,"
          + " gas_limit numeric, value numeric, gas_price numeric, fee numeric, method bytea"),
  LOGS(
      "block_number int8, log_index int4, transaction_index int4, address bytea, topic0 bytea,"
          + " topic1 bytea, topic2 bytea, topic3 bytea, data bytea"),
  VALUE_CALLS(
      "block_number int8, ordinal int4, transaction_index int4, kind text, from_address bytea,"
          + " to_address bytea, value numeric, path int4[]"),
  HASHES("prefix int8, block_number int8, index int4");

  private final List<String> columns;
  private final List<String> types;
  private final String copyStatement;
  private final String insertStatement;

  Table(String definition) {
    String[] parts = definition.split(", ", -1);
    columns = Arrays.stream(parts).map(part -> part.split(" ", -1)[0]).toList();
    types = Arrays.stream(parts).map(part -> part.split(" ", -1)[1]).toList();
    String list = String.join(", ", columns);
    copyStatement = "copy %s (%s) from stdin with (format binary)".formatted(table(), list);
    insertStatement =
        "insert into %s (%s) select %s from unnest(%s) as r (%2$s)"
            .formatted(table(), list, selected(), arrays());
  }

  private String selected() {
    return String.join(
        ", ",
        IntStream.range(0, columns.size())
            .mapToObj(i -> isArray(i) ? columns.get(i) + "::" + types.get(i) : columns.get(i))
            .toList());
  }

  private String arrays() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> "?::" + elementType(i) + "[]")
        .collect(Collectors.joining(", "));
  }

  private boolean isArray(int column) {
    return types.get(column).endsWith("[]");
  }

  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean partitioned() {
    return this != HASHES;
  }

  int columnCount() {
    return columns.size();
  }

  /**
   * Type of the column's values in an INSERT over arrays; values that are arrays are text there.
   */
  String elementType(int column) {
    return isArray(column) ? "text" : types.get(column);
  }

  String copyStatement() {
    return copyStatement;
  }

  /** Takes one array a column. */
  String insertStatement() {
    return insertStatement;
  }
}
