package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.cairn.node.chain.FencedException;
import org.cairn.node.chain.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to the database: an advisory lock on a connection that is kept for nothing
 * else, and a fencing number that was counted up when the lock was taken. The lock tells a second
 * node at once; the number stops a first one that lost the lock without noticing. Not thread-safe.
 */
final class Ownership implements AutoCloseable {
  /** The letters "Cairn". */
  private static final long LOCK = 0x436169726eL;

  private static final String TAKE =
      "update fence set number = number + 1, owner = ?, taken_at = now() returning number";
  private static final String END_PROCESS =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid = ? and datname = current_database() and usename = current_user
      """;
  private static final String HOLDER =
      """
      select current_database(), f.owner, f.taken_at, l.pid, a.client_addr
      from fence f
      left join pg_locks l
        on l.locktype = 'advisory' and l.granted and l.objsubid = 1
        and l.database = (select oid from pg_database where datname = current_database())
        and (l.classid::bigint << 32 | l.objid::bigint) = ?
      left join pg_stat_activity a on a.pid = l.pid
      """;

  private final DataSource source;
  private final String owner;
  private @Nullable Connection connection;
  private volatile long number;

  private Ownership(DataSource source, String owner) {
    this.source = source;
    this.owner = owner;
  }

  /**
   * Takes the database.
   *
   * @throws FencedException if another node has it; the message names it
   */
  static Ownership take(DataSource source, String owner) {
    Ownership ownership = new Ownership(source, owner);
    ownership.settle(0);
    return ownership;
  }

  /** The number that a commit must find in the database. */
  long number() {
    return number;
  }

  /**
   * Makes sure that the lock is held and that nothing sent earlier takes effect from now on.
   *
   * <p>A transaction whose connection was lost may still run in the server. It holds a share of the
   * fence, so that counting the fence up waits for its end; the server process is ended first, for
   * it may not notice for hours that its client has gone.
   *
   * @param process the server process of the last transaction, 0 if there was none
   * @throws FencedException if another node has the database now
   */
  void settle(int process) {
    try {
      Connection held = connection;
      if (held == null || !held()) {
        close();
        held = lock();
      }
      Sql.first(held, END_PROCESS, row -> row.getBoolean(1), process);
      number = Sql.first(held, TAKE, row -> row.getLong(1), owner).orElseThrow();
    } catch (SQLException e) {
      close();
      throw new StoreException("the database cannot be taken: " + e.getMessage(), e);
    }
  }

  /** Whether the lock's connection is alive. */
  boolean held() {
    Connection held = connection;
    try {
      return held != null && held.isValid(5);
    } catch (SQLException e) {
      throw new IllegalStateException("a time limit below zero", e);
    }
  }

  private Connection lock() throws SQLException {
    Connection fresh = source.getConnection();
    connection = fresh;
    fresh.setAutoCommit(true);
    if (!locked(fresh)) {
      String holder = describeHolder(fresh);
      close();
      throw new FencedException(holder);
    }
    return fresh;
  }

  private static boolean locked(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
      answer.next();
      return answer.getBoolean(1);
    }
  }

  private static String describeHolder(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
      query.setLong(1, LOCK);
      try (ResultSet holder = query.executeQuery()) {
        holder.next();
        return "another node has the database %s: %s, since %s, database process %s of client %s;"
                .formatted(
                    holder.getString(1),
                    holder.getString(2),
                    holder.getString(3),
                    holder.getString(4),
                    holder.getString(5))
            + " stop it first, or give this node a database of its own";
      }
    }
  }

  /** Gives the database back. */
  @Override
  public void close() {
    try (Connection held = connection) {
      connection = null;
      if (held != null && held.isValid(1)) {
        try (Statement statement = held.createStatement()) {
          statement.execute("select pg_advisory_unlock_all()");
        }
      }
    } catch (SQLException e) {
      // The lock went with the connection.
      System.getLogger(Ownership.class.getName())
          .log(System.Logger.Level.DEBUG, "unlocking failed", e);
    }
  }
}
