package org.cairn.cli.launch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running node: the data directory's lock, the database if it is the node's own, and the server.
 * They start in this order and stop in the opposite one; {@link #close} may be called from any
 * thread and more than once.
 */
public final class Node implements AutoCloseable {
  /** The exit code by which the server asks to be started again. */
  private static final int RESTART = 10;

  private final DataDirectory data;
  private final RunOptions options;
  private @Nullable PostgresServer postgres;
  private @Nullable WildFlyServer server;
  private boolean closed;

  private Node(DataDirectory data, RunOptions options) {
    this.data = data;
    this.options = options;
  }

  /** Takes the data directory and prepares a node that {@link #start} starts. */
  public static Node on(RunOptions options) {
    return new Node(DataDirectory.open(options.data()), options);
  }

  /**
   * Starts the database and the server, and returns when the deployment serves.
   *
   * @throws org.cairn.cli.CommandException if one of them does not start
   */
  public void start() throws InterruptedException {
    DatabaseAccess database;
    synchronized (this) {
      if (closed) {
        return;
      }
      WildFlyServer.stopOrphan(data);
      new Ports(options.portOffset()).requireFree();
      database = openDatabase();
    }
    startServer(database);
  }

  /**
   * Waits until the server ends by itself, starting it again where it asks for that; returns its
   * exit code.
   */
  public int awaitEnd() throws InterruptedException {
    while (true) {
      int code = requireServer().awaitEnd();
      DatabaseAccess database;
      synchronized (this) {
        if (closed || code != RESTART) {
          return code;
        }
        database = openDatabase();
      }
      startServer(database);
    }
  }

  /** The database that the node uses. */
  public synchronized DatabaseAccess database() {
    return openDatabase();
  }

  /** The server's process. */
  public ProcessHandle serverProcess() {
    return requireServer().process();
  }

  /** Whether {@link #close} was called. */
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (server != null) {
      server.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    data.close();
  }

  private void startServer(DatabaseAccess database) throws InterruptedException {
    WildFlyServer started;
    synchronized (this) {
      if (closed) {
        return;
      }
      ChainChoice chain = ChainChoice.of(data, options.genesis(), options.network());
      RunOptions effective =
          new RunOptions(
              options.home(),
              options.data(),
              chain.genesis(),
              chain.network(),
              options.heap(),
              options.portOffset(),
              options.systemProperties());
      started = WildFlyServer.start(data, effective, database);
      server = started;
    }
    started.awaitDeployed();
  }

  private DatabaseAccess openDatabase() {
    Optional<DatabaseAccess> existing = RunOptions.databaseFromEnvironment(System.getenv());
    if (existing.isPresent()) {
      return existing.get();
    }
    if (postgres == null) {
      postgres = PostgresServer.start(data);
    }
    return postgres.access();
  }

  private synchronized WildFlyServer requireServer() {
    if (server == null) {
      throw new IllegalStateException("the server was not started");
    }
    return server;
  }
}
