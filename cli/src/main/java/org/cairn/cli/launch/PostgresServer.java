package org.cairn.cli.launch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.cairn.cli.CommandException;

/**
 * A PostgreSQL of the node's own, below its data directory.
 *
 * <p>Durability: fsync, full page writes and synchronous commits stay on, so a commit survives a
 * crash of the process, of the launcher and of the machine.
 *
 * <p>Access: it listens on loopback only. The superuser and the node's role have random passwords,
 * kept in {@code database.properties} (mode 600); the node's role owns its database and nothing
 * else. Settings of one's own go to {@code postgres/local.conf}, which is read last.
 *
 * <p>The server runs in a session of its own, so that Ctrl-C in the terminal reaches the launcher
 * and not the database, which must be the last to stop.
 */
public final class PostgresServer implements AutoCloseable {
  /**
   * Iterations make guessing dear, and nobody guesses passwords of 256 random bits; each new
   * connection pays for them.
   */
  private static final int SCRAM_ITERATIONS = 16;

  private static final String ROLE = "cairn";
  private static final int PREFERRED_PORT = 54321;
  private static final int START_SECONDS = 120; // replaying the log after a crash takes its time
  private static final int STOP_SECONDS = 120;

  private final Path programs;
  private final Path cluster;
  private final DatabaseAccess access;

  private PostgresServer(Path programs, Path cluster, DatabaseAccess access) {
    this.programs = programs;
    this.cluster = cluster;
    this.access = access;
  }

  /**
   * Starts the database of a data directory; the first start creates it. One that a killed launcher
   * left running is stopped first.
   *
   * @throws CommandException if it does not start; the message names the log
   */
  public static PostgresServer start(DataDirectory data) {
    Path programs = PostgresBinaries.unpacked(data.resolve("programs"));
    Path cluster = data.resolve("postgres");
    Path secrets = data.resolve("database.properties");
    try {
      Properties properties = DataDirectory.readProperties(secrets);
      if (!Files.exists(cluster.resolve("cairn.conf"))) {
        create(programs, cluster, properties);
      } else if (isRunning(programs, cluster)) {
        stop(programs, cluster);
      }
      int port = freePort(Integer.parseInt(properties.getProperty("port", "" + PREFERRED_PORT)));
      properties.setProperty("port", "" + port);
      properties.setProperty("url", url(port, ROLE));
      properties.setProperty("user", ROLE);
      DataDirectory.writePrivate(secrets, DataDirectory.propertyLines(properties));
      Files.writeString(cluster.resolve("cairn.conf"), settings(port));
      launch(programs, cluster);
      createRole(port, properties);
      return new PostgresServer(programs, cluster, access(port, properties));
    } catch (IOException | SQLException e) {
      throw new CommandException(
          "the database below %s does not start: %s.".formatted(cluster, e), e);
    }
  }

  /** How to connect as the role that owns the node's database. */
  public DatabaseAccess access() {
    return access;
  }

  /**
   * Stops it: connections are ended, open transactions rolled back, everything committed is on
   * disk.
   */
  @Override
  public void close() {
    try {
      stop(programs, cluster);
    } catch (IOException e) {
      throw new CommandException(
          "the database below %s does not stop: %s.".formatted(cluster, e), e);
    }
  }

  private static void create(Path programs, Path cluster, Properties properties)
      throws IOException {
    if (Files.exists(cluster)) {
      throw new CommandException(
          "%s is not a database of this node, or was not created to its end; move it away."
              .formatted(cluster));
    }
    properties.setProperty("password", LocalAccess.randomPassword());
    properties.setProperty("superuser", "postgres");
    properties.setProperty("superuser.password", LocalAccess.randomPassword());
    Path partial = cluster.resolveSibling("postgres.creating");
    run(List.of("rm", "-rf", partial.toString()));
    Files.createDirectories(partial.getParent());
    Path passwordFile = Files.createTempFile(partial.getParent(), "initdb", ".tmp"); // mode 600
    try {
      Files.writeString(passwordFile, properties.getProperty("superuser.password"));
      run(
          asUser(
              programs.resolve("bin/initdb"),
              "--pgdata=" + partial,
              "--username=postgres",
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--set=scram_iterations=" + SCRAM_ITERATIONS,
              "--encoding=UTF8",
              "--no-locale",
              "--data-checksums"));
    } finally {
      Files.delete(passwordFile);
    }
    Path main = partial.resolve("postgresql.conf");
    Files.writeString(
        main, Files.readString(main) + "\ninclude 'cairn.conf'\ninclude_if_exists 'local.conf'\n");
    Files.writeString(partial.resolve("cairn.conf"), "");
    DataDirectory.writePrivate(
        cluster.resolveSibling("database.properties"), DataDirectory.propertyLines(properties));
    Files.move(partial, cluster);
  }

  private static String settings(int port) {
    return """
    # Written at every start. Settings of your own go to local.conf, which is read after this file.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 60
    shared_buffers = 256MB
    effective_cache_size = 1GB
    work_mem = 16MB
    maintenance_work_mem = 128MB
    fsync = on
    full_page_writes = on
    synchronous_commit = on
    wal_buffers = 16MB
    min_wal_size = 256MB
    max_wal_size = 2GB
    checkpoint_timeout = 15min
    checkpoint_completion_target = 0.9
    wal_compression = on
    random_page_cost = 1.1
    jit = off
    log_destination = 'stderr'
    logging_collector = on
    log_directory = 'log'
    log_filename = 'postgres-%%a.log'
    log_truncate_on_rotation = on
    log_rotation_age = 1d
    log_rotation_size = 0
    log_line_prefix = '%%m [%%p] %%q%%a '
    log_min_duration_statement = 5s
    scram_iterations = %d
    timezone = 'UTC'
    log_timezone = 'UTC'
    """
        .formatted(port, SCRAM_ITERATIONS);
  }

  private static void launch(Path programs, Path cluster) throws IOException {
    Path log = cluster.resolve("start.log");
    try {
      run(
          asUser(
              programs.resolve("bin/pg_ctl"),
              "start",
              "--pgdata=" + cluster,
              "--log=" + log,
              "--wait",
              "--timeout=" + START_SECONDS,
              "--silent"));
    } catch (IOException e) {
      throw new CommandException(
          "PostgreSQL does not start; its reasons are in %s and %s."
              .formatted(log, cluster.resolve("log")),
          e);
    }
  }

  private static boolean isRunning(Path programs, Path cluster) throws IOException {
    return Files.exists(cluster.resolve("postmaster.pid"))
        && exitCode(asUser(programs.resolve("bin/pg_ctl"), "status", "--pgdata=" + cluster)) == 0;
  }

  private static void stop(Path programs, Path cluster) throws IOException {
    if (isRunning(programs, cluster)) {
      run(
          asUser(
              programs.resolve("bin/pg_ctl"),
              "stop",
              "--pgdata=" + cluster,
              "--mode=fast",
              "--wait",
              "--timeout=" + STOP_SECONDS,
              "--silent"));
    }
  }

  private static void createRole(int port, Properties properties) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                url(port, "postgres"),
                properties.getProperty("superuser"),
                properties.getProperty("superuser.password"));
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + ROLE + "'")) {
        // The password is hexadecimal, so it needs no quoting.
        statement.execute(
            "CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + properties.getProperty("password") + "'");
      }
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + ROLE + "'")) {
        statement.execute("CREATE DATABASE " + ROLE + " OWNER " + ROLE);
        statement.execute("REVOKE ALL ON DATABASE " + ROLE + " FROM PUBLIC");
      }
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static DatabaseAccess access(int port, Properties properties) {
    return new DatabaseAccess(
        properties.getProperty("url"),
        properties.getProperty("user"),
        properties.getProperty("password"),
        "PostgreSQL of its own on 127.0.0.1:" + port);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static int freePort(int preferred) throws IOException {
    for (int port = preferred; port < preferred + 100; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // taken; the next one may be free
      }
    }
    throw new IOException("no port is free from " + preferred + " on");
  }

  /** PostgreSQL refuses to run as root; as root it runs in a user namespace without privileges. */
  private static List<String> asUser(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void run(List<String> command) throws IOException {
    Path output = Files.createTempFile("cairn", ".out");
    try {
      int code = exitCode(command, output);
      if (code != 0) {
        throw new IOException(
            "%s ended with code %d: %s"
                .formatted(command.getFirst(), code, Files.readString(output).strip()));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static int exitCode(List<String> command) throws IOException {
    return exitCode(command, Path.of("/dev/null"));
  }

  /**
   * Output goes to a file and not to a pipe: the server that pg_ctl starts inherits it and would
   * keep a pipe open.
   */
  private static int exitCode(List<String> command, Path output) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      if (!process.waitFor(START_SECONDS + 30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " takes too long");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.getFirst(), e);
    }
  }
}
