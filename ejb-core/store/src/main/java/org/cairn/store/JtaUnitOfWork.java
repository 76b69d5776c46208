package org.cairn.store;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.cairn.node.chain.OutcomeUnknownException;
import org.cairn.node.chain.StoreException;

/**
 * A unit of work in the server's transactions. The data source is the container's and takes part in
 * them.
 */
public final class JtaUnitOfWork implements UnitOfWork {
  private static final System.Logger LOG = System.getLogger(JtaUnitOfWork.class.getName());

  private final UserTransaction transaction;
  private final DataSource source;

  public JtaUnitOfWork(UserTransaction transaction, DataSource source) {
    this.transaction = transaction;
    this.source = source;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    begin();
    T result;
    try (Connection connection = source.getConnection()) {
      result = work.run(connection);
    } catch (SQLException e) {
      rollback();
      throw new StoreException("the database failed: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      rollback();
      throw e;
    }
    commit();
    return result;
  }

  @Override
  public <T> T reading(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.run(connection);
    } catch (SQLException e) {
      throw new StoreException("the database failed: " + e.getMessage(), e);
    }
  }

  private void begin() {
    try {
      transaction.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new StoreException("no transaction could be started: " + e.getMessage(), e);
    }
  }

  /**
   * A transaction that was rolled back before it was asked to commit stored nothing. After that
   * every failure leaves the outcome open: the container reports even a connection that was lost in
   * the database's commit as a rollback.
   */
  private void commit() {
    try {
      if (transaction.getStatus() != Status.STATUS_ACTIVE) {
        rollback();
        throw new StoreException("the server has given up the transaction; was it too slow?");
      }
    } catch (SystemException e) {
      rollback();
      throw new StoreException("the transaction has no status: " + e.getMessage(), e);
    }
    try {
      transaction.commit();
    } catch (Exception e) {
      throw new OutcomeUnknownException("the commit failed: " + e.getMessage(), e);
    }
  }

  private void rollback() {
    try {
      transaction.rollback();
    } catch (SystemException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "rollback failed", e);
    }
  }
}
