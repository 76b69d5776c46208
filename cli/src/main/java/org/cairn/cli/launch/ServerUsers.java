package org.cairn.cli.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.cairn.cli.CommandException;

/**
 * The server's users, in its own files and format: a line {@code name=md5hex(name:realm:password)}
 * a user, and for those of the applications a line {@code name=role}. The server reads the files
 * when it starts.
 *
 * @param configuration the server's configuration directory
 */
record ServerUsers(Path configuration) {
  private static final String ADMINISTRATOR = "cairn-admin";
  private static final int SHORTEST_PASSWORD = 8;

  static ServerUsers of(Path data) {
    return new ServerUsers(data.resolve("server/configuration"));
  }

  /** Adds a user of the management console, or gives one who is there a new password. */
  void putManager(String name, String password) {
    put("mgmt-users.properties", "ManagementRealm", name, password);
  }

  /** Adds a user who may do everything by JSON-RPC, or gives one who is there a new password. */
  void putRpcAdministrator(String name, String password) {
    put("application-users.properties", "ApplicationRealm", name, password);
    setLine("application-roles.properties", name, ADMINISTRATOR);
  }

  /** Whether anybody may use the management console. */
  boolean hasManager() {
    Path users = configuration.resolve("mgmt-users.properties");
    try {
      return Files.exists(users)
          && Files.readAllLines(users).stream()
              .anyMatch(line -> line.matches("[^#=]+=[0-9a-f]{32}"));
    } catch (IOException e) {
      throw new CommandException("%s cannot be read: %s.".formatted(users, e), e);
    }
  }

  private void put(String file, String realm, String name, String password) {
    if (!name.matches("[A-Za-z0-9._@-]{1,64}")) {
      throw new CommandException("a user's name has letters, digits and . _ @ - only.");
    }
    if (password.length() < SHORTEST_PASSWORD) {
      throw new CommandException(
          "the password has fewer than %d characters.".formatted(SHORTEST_PASSWORD));
    }
    setLine(file, name, digest(name + ":" + realm + ":" + password));
  }

  private void setLine(String file, String name, String value) {
    Path path = configuration.resolve(file);
    try {
      List<String> lines = new ArrayList<>();
      if (Files.exists(path)) {
        lines.addAll(Files.readAllLines(path));
      }
      lines.removeIf(line -> line.startsWith(name + "="));
      lines.add(name + "=" + value);
      Files.createDirectories(configuration);
      DataDirectory.writePrivate(path, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new CommandException("%s cannot be written: %s.".formatted(path, e), e);
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest md5 =
          MessageDigest.getInstance("MD5"); // the server's format, not ours to choose
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
