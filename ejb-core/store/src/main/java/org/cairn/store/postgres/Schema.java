package org.cairn.store.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema of the database. */
public final class Schema {
  private Schema() {}

  /**
   * Brings the schema up to date; safe to call from several nodes at once. Throws FlywayException
   * if the database was made by a newer version or its migrations were altered.
   */
  public static void migrate(DataSource source) {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
