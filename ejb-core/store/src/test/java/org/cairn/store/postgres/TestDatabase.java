package org.cairn.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database with the schema in it, on the one PostgreSQL server of this JVM. */
public final class TestDatabase implements AutoCloseable {
  /** Kept, because a logger that nobody holds forgets its level. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final HikariDataSource pool = new HikariDataSource();

  /** Started when it is first used: a process that has another's database needs none. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();
    static final String TEMPLATE = template(RUNNING);
  }

  private TestDatabase(String name) {
    this.name = name;
    pool.setDataSource(source());
    pool.setMaximumPoolSize(2);
    pool.setMinimumIdle(0);
  }

  private static EmbeddedPostgres start() {
    FLYWAY.setLevel(Level.WARNING);
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestDatabase create() {
    String name = "chain" + COUNT.incrementAndGet();
    executeOnServer("create database " + name + " template " + Server.TEMPLATE);
    return new TestDatabase(name);
  }

  /** A database without the schema. */
  public static TestDatabase empty() {
    String name = "chain" + COUNT.incrementAndGet();
    executeOnServer("create database " + name);
    return new TestDatabase(name);
  }

  /** Makes this database's rows those of a new one, with nobody connected to this one. */
  public TestDatabase copy() {
    String copy = "chain" + COUNT.incrementAndGet();
    executeOnServer("create database " + copy + " template " + name);
    return new TestDatabase(copy);
  }

  /**
   * Empties the tables of a chain, which takes less time than making a database; the partitions
   * stay.
   */
  public void clear() {
    execute(
        """
        do $$
        declare emptied text;
        begin
          foreach emptied in array array['chain', 'head', 'blocks', 'bodies', 'receipts',
              'state_deltas', 'hashes', 'transactions', 'logs', 'value_calls', 'pruned_ranges',
              'index_cursors', 'named_values']
          loop
            execute 'delete from ' || emptied;
          end loop;
        end $$
        """);
  }

  /** An empty chain, of which each database is a copy. */
  private static String template(EmbeddedPostgres server) {
    execute(server.getPostgresDatabase(), "create database template_chain");
    Schema.migrate(source(server.getPort(), "template_chain"));
    return "template_chain";
  }

  private static void executeOnServer(String sql) {
    execute(Server.RUNNING.getPostgresDatabase(), sql);
  }

  private static void execute(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes the database. */
  @Override
  public void close() {
    pool.close();
    executeOnServer("drop database " + name + " with (force)");
  }

  /** At most two connections, which are used again. */
  DataSource pool() {
    return pool;
  }

  /** Gives a new connection each time. */
  public DataSource source() {
    return source(port());
  }

  public static int port() {
    return Server.RUNNING.getPort();
  }

  public String name() {
    return name;
  }

  /** Goes to the server through another port. */
  DataSource source(int port) {
    return source(port, name);
  }

  /** Connections to a database that another process made. */
  public static PGSimpleDataSource source(int port, String name) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port});
    source.setUser("postgres");
    source.setDatabaseName(name);
    return source;
  }

  public void execute(String sql) {
    execute(pool, sql);
  }
}
