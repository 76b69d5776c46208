package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Settings of the server on which a commit's durability depends. */
public record DurabilitySettings(
    boolean fsync, String synchronousCommit, boolean fullPageWrites, String serverVersion) {

  public static DurabilitySettings read(Connection connection) throws SQLException {
    String query =
        "select current_setting('fsync') = 'on', current_setting('synchronous_commit'),"
            + " current_setting('full_page_writes') = 'on', current_setting('server_version')";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return new DurabilitySettings(
          row.getBoolean(1), row.getString(2), row.getBoolean(3), row.getString(4));
    }
  }

  /** Whether a committed block survives a crash of the server and of the machine. */
  public boolean durable() {
    return fsync && fullPageWrites && !synchronousCommit.equals("off");
  }
}
