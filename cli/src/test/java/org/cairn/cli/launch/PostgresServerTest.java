package org.cairn.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path directory;

  @Test
  void keepsCommitsOverRestartsAndStopsWhatAKilledLauncherLeft() throws Exception {
    try (DataDirectory data = DataDirectory.open(directory)) {
      PostgresServer first = PostgresServer.start(data);
      execute(first.access(), "CREATE TABLE kept (value INT)");
      execute(first.access(), "INSERT INTO kept VALUES (42)");
      // The first server is left running, as after kill -9 of its launcher.
      try (PostgresServer second = PostgresServer.start(data)) {
        assertThat(query(second.access(), "SELECT value FROM kept")).isEqualTo("42");
        checkDurability(second.access());
        checkAccess(second.access());
      }
    }
    assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  private static void checkDurability(DatabaseAccess access) throws SQLException {
    for (String setting :
        List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
      assertThat(query(access, "SHOW " + setting)).as(setting).isEqualTo("on");
    }
  }

  private void checkAccess(DatabaseAccess access) throws SQLException, IOException {
    assertThat(query(access, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(query(access, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
        .isEqualTo("f");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("database.properties"))))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> DriverManager.getConnection(access.url(), access.user(), "guessed"))
        .isInstanceOf(SQLException.class);
    assertThat(access.toString()).doesNotContain(access.password());
  }

  private static void execute(DatabaseAccess access, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(DatabaseAccess access, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
