package org.cairn.cli.remote;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.cairn.cli.CommandException;

/**
 * A user of a node, for what not everybody may do.
 *
 * @param user name
 * @param password its password
 */
public record Credentials(String user, String password) {
  /** The file of a data directory that has them. */
  public static final String FILE = "rpc.properties";

  /**
   * Those that a launcher left in its data directory; empty if there are none, or they are not for
   * us to read.
   */
  public static Optional<Credentials> in(Path data) {
    Path file = data.resolve(FILE);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new Credentials(
              properties.getProperty("user", ""), properties.getProperty("password", "")));
    } catch (IOException e) {
      throw new CommandException("%s cannot be read: %s.".formatted(file, e), e);
    }
  }

  /** The value of the header Authorization. */
  public String authorization() {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "Credentials[" + user + "]";
  }
}
