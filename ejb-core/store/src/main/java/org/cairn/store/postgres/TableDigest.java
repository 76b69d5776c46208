package org.cairn.store.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * Digests of the tables' rows in the order of their keys: two databases with the same digests hold
 * the same chain. Which node took the database how often is left out. Rows are streamed, so that
 * memory does not grow with the tables.
 */
public final class TableDigest {
  private static final String CANONICAL =
      "join blocks b on b.number = c.block_number and b.hash = c.block_hash and b.canonical";

  private TableDigest() {}

  /**
   * SHA-256 of every table, by name.
   *
   * @param canonicalOnly whether blocks beside the canonical chain are left out
   */
  public static SortedMap<String, String> of(Connection connection, boolean canonicalOnly)
      throws SQLException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Map.Entry<String, String> query : queries(canonicalOnly).entrySet()) {
      digests.put(query.getKey(), digest(connection, query.getValue()));
    }
    return digests;
  }

  private static Map<String, String> queries(boolean canonicalOnly) {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("chain", "select * from chain");
    queries.put("head", "select * from head");
    queries.put(
        "blocks",
        "select * from blocks %s order by number, hash"
            .formatted(canonicalOnly ? "where canonical" : ""));
    for (String contents : new String[] {"bodies", "receipts", "state_deltas"}) {
      queries.put(
          contents,
          "select c.* from %s c %s order by c.block_number, c.block_hash"
              .formatted(contents, canonicalOnly ? CANONICAL : ""));
    }
    queries.put("transactions", "select * from transactions order by block_number, index");
    queries.put("logs", "select * from logs order by block_number, log_index");
    queries.put("value_calls", "select * from value_calls order by block_number, ordinal");
    queries.put(
        "hashes",
        "select * from hashes h %s order by prefix, block_number, index"
            .formatted(
                canonicalOnly
                    ? "where index >= 0 or exists (select from blocks b where b.canonical"
                        + " and b.number = h.block_number and hash_prefix(b.hash) = h.prefix)"
                    : ""));
    queries.put("pruned_ranges", "select * from pruned_ranges order by kind, first_block");
    queries.put("named_values", "select * from named_values order by name");
    return queries;
  }

  private static String digest(Connection connection, String query) throws SQLException {
    MessageDigest sha256 = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (" + query + ") to stdout", out);
    } catch (IOException e) {
      throw new SQLException("rows could not be read", e);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
