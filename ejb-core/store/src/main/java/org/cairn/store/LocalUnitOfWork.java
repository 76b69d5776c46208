package org.cairn.store;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.cairn.node.chain.OutcomeUnknownException;
import org.cairn.node.chain.StoreException;

/** A unit of work with the connection's own transactions: for use without a server. */
public final class LocalUnitOfWork implements UnitOfWork {
  private static final System.Logger LOG = System.getLogger(LocalUnitOfWork.class.getName());

  private final DataSource source;

  public LocalUnitOfWork(DataSource source) {
    this.source = source;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    Connection connection = open(false);
    try {
      T result = run(connection, work);
      commit(connection);
      return result;
    } finally {
      close(connection);
    }
  }

  @Override
  public <T> T reading(Work<T> work) {
    Connection connection = open(true);
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      close(connection);
    }
  }

  private Connection open(boolean autoCommit) {
    try {
      Connection connection = source.getConnection();
      connection.setAutoCommit(autoCommit);
      return connection;
    } catch (SQLException e) {
      throw new StoreException("the database cannot be reached: " + e.getMessage(), e);
    }
  }

  private static <T> T run(Connection connection, Work<T> work) {
    try {
      return work.run(connection);
    } catch (SQLException e) {
      rollback(connection);
      throw failed(e);
    } catch (RuntimeException | Error e) {
      rollback(connection);
      throw e;
    }
  }

  private static StoreException failed(SQLException e) {
    return new StoreException("the database failed: " + e.getMessage(), e);
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (outcomeUnknown(e)) {
        throw new OutcomeUnknownException(
            "the connection was lost while committing: " + e.getMessage(), e);
      }
      throw failed(e);
    }
  }

  /** An answer of the server says that it rolled back; a connection that ended says nothing. */
  private static boolean outcomeUnknown(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("58")
        || state.startsWith("XX");
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it.
      LOG.log(Level.DEBUG, "rollback failed", e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "close failed", e);
    }
  }
}
