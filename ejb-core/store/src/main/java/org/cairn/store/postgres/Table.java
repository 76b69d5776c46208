package org.cairn.store.postgres;

/** The wide tables of the chain, with the columns in the order in which rows are encoded. */
enum Table {
  BLOCKS(
      "blocks",
      "number",
      "number, gas_limit, gas_used, timestamp, transaction_total, transaction_count, ommer_count,"
          + " size, canonical, status, hash, parent_hash, ommers_hash, coinbase, author,"
          + " state_root, transactions_root, receipts_root, difficulty, total_difficulty,"
          + " extra_data, mix_hash, nonce, base_fee_per_gas, withdrawals_root, blob_gas_used,"
          + " excess_blob_gas, parent_beacon_block_root, requests_hash, header, invalid_reason"),
  BODIES("bodies", "block_number", "block_number, block_hash, body"),
  RECEIPTS("receipts", "block_number", "block_number, block_hash, receipts, value_calls"),
  STATE_DELTAS("state_deltas", "block_number", "block_number, block_hash, delta"),
  TRANSACTIONS(
      "transactions",
      "block_number",
      "block_number, gas_used, index, type, succeeded, hash, from_address, to_address, created,"
          + " nonce, gas_limit, value, gas_price, fee, method"),
  LOGS(
      "logs",
      "block_number",
      "block_number, log_index, transaction_index, address, topic0, topic1, topic2, topic3, data"),
  VALUE_CALLS(
      "value_calls",
      "block_number",
      "block_number, ordinal, transaction_index, kind, from_address, to_address, value, path"),
  HASHES("hashes", "block_number", "prefix, block_number, index");

  private final String table;
  private final String numberColumn;
  private final String columns;

  Table(String table, String numberColumn, String columns) {
    this.table = table;
    this.numberColumn = numberColumn;
    this.columns = columns;
  }

  String table() {
    return table;
  }

  /** Where the block's number is. */
  String numberColumn() {
    return numberColumn;
  }

  boolean partitioned() {
    return this != HASHES;
  }

  int columnCount() {
    return (int) columns.chars().filter(c -> c == ',').count() + 1;
  }

  String copyStatement() {
    return "copy " + table + " (" + columns + ") from stdin with (format binary)";
  }
}
