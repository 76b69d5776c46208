package org.cairn.cli.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node is started with.
 *
 * @param home the repository's root, or wherever {@code ear/target} is found
 * @param data the data directory
 * @param genesis genesis file; empty: the one of the first start, or {@code network}
 * @param network name of a known network
 * @param heap the server's heap as the JVM writes sizes, for example {@code 2g}
 * @param portOffset added to every port of the server
 * @param systemProperties further system properties of the server
 */
public record RunOptions(
    Path home,
    Path data,
    Optional<Path> genesis,
    Optional<String> network,
    String heap,
    int portOffset,
    Map<String, String> systemProperties) {

  /** A database that the environment names, instead of one of the node's own. */
  static Optional<DatabaseAccess> databaseFromEnvironment(Map<String, String> environment) {
    @Nullable String url = environment.get("DB_URL");
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new DatabaseAccess(
            url,
            environment.getOrDefault("DB_USER", "cairn"),
            environment.getOrDefault("DB_PASSWORD", ""),
            url.replaceFirst("\\?.*", "")));
  }
}
