package org.cairn.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.cairn.cli.CommandException;
import org.cairn.cli.remote.Credentials;

/**
 * Lets the command line administer the node of a data directory: who can read the directory's
 * secrets is its owner. The launcher makes a user with a random password for that, in a file of
 * mode 600.
 */
final class LocalAccess {
  private static final String USER = "cairn-cli";
  private static final int PASSWORD_BYTES = 24;

  private LocalAccess() {}

  /** Makes the user known to the server, which must not have started yet. */
  static void prepare(DataDirectory data) {
    Path file = data.resolve(Credentials.FILE);
    try {
      if (!Files.exists(file)) {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", randomPassword());
        DataDirectory.writePrivate(file, DataDirectory.propertyLines(properties));
      }
    } catch (IOException e) {
      throw new CommandException("%s cannot be written: %s.".formatted(file, e), e);
    }
    Credentials.in(data.root())
        .ifPresent(known ->
            ServerUsers.of(data.root()).putRpcAdministrator(known.user(), known.password()));
  }

  /** Hexadecimal, so that it needs no quoting anywhere. */
  static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
