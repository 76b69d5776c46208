package org.cairn.cli.launch;

/**
 * How the node reaches its database.
 *
 * @param url JDBC address
 * @param user role
 * @param password its password
 * @param description for people, without the password
 */
public record DatabaseAccess(String url, String user, String password, String description) {
  @Override
  public String toString() {
    return "DatabaseAccess[" + description + "]";
  }
}
