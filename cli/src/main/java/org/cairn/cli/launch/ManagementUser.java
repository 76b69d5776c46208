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
 * Users of the server's management console: lines {@code
 * name=md5hex(name:ManagementRealm:password)} of {@code mgmt-users.properties}, the server's own
 * format.
 */
final class ManagementUser {
  private static final int SHORTEST_PASSWORD = 8;

  private ManagementUser() {}

  /**
   * Adds the user, or gives an existing one a new password. The server reads the file when it
   * starts.
   */
  static void write(Path users, String name, String password) {
    if (!name.matches("[A-Za-z0-9._@-]{1,64}")) {
      throw new CommandException("a user's name has letters, digits and . _ @ - only.");
    }
    if (password.length() < SHORTEST_PASSWORD) {
      throw new CommandException(
          "the password has fewer than %d characters.".formatted(SHORTEST_PASSWORD));
    }
    try {
      List<String> lines = new ArrayList<>();
      if (Files.exists(users)) {
        lines.addAll(Files.readAllLines(users));
      }
      lines.removeIf(line -> line.startsWith(name + "="));
      lines.add(name + "=" + digest(name, password));
      Files.createDirectories(users.getParent());
      DataDirectory.writePrivate(users, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new CommandException("%s cannot be written: %s.".formatted(users, e), e);
    }
  }

  /** Whether any user is there. */
  static boolean exists(Path users) {
    try {
      return Files.exists(users)
          && Files.readAllLines(users).stream()
              .anyMatch(line -> line.matches("[^#=]+=[0-9a-f]{32}"));
    } catch (IOException e) {
      throw new CommandException("%s cannot be read: %s.".formatted(users, e), e);
    }
  }

  private static String digest(String name, String password) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] text = (name + ":ManagementRealm:" + password).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(md5.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
