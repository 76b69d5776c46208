package org.cairn.beans;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cairn.node.chain.ChainRefusedException;
import org.cairn.node.query.CallLimits;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.genesis.Network;

/**
 * What the server's system properties say about the node. A property {@code cairn.x.y} may also be
 * given as the environment variable {@code CAIRN_X_Y}.
 */
final class ServerSettings {
  private static final long DEFAULT_CALL_GAS = 50_000_000;
  private static final int DEFAULT_CALL_SECONDS = 5;

  private ServerSettings() {}

  static Optional<String> property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      value = System.getenv(name.replace('.', '_').toUpperCase(java.util.Locale.ROOT));
    }
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  static Path dataDirectory() {
    return Path.of(
            property("cairn.data")
                .orElseGet(() -> System.getProperty("jboss.server.data.dir", ".") + "/cairn"))
        .toAbsolutePath();
  }

  /**
   * The genesis file: that of cairn.genesis, or of the network that cairn.network names, or of the
   * network dev.
   */
  static String genesisJson() throws IOException {
    Optional<String> file = property("cairn.genesis");
    if (file.isPresent()) {
      Path path = Path.of(file.get());
      if (!Files.isRegularFile(path)) {
        throw new ChainRefusedException("the genesis file " + path + " does not exist");
      }
      if (Files.size(path) > Genesis.MAX_FILE_BYTES) {
        throw new ChainRefusedException(
            "the genesis file " + path + " is larger than " + Genesis.MAX_FILE_BYTES + " bytes");
      }
      try {
        return Files.readString(path, UTF_8);
      } catch (CharacterCodingException e) {
        throw new ChainRefusedException("the genesis file " + path + " is not in UTF-8");
      }
    }
    String name = property("cairn.network").orElse("dev");
    Network network =
        Network.named(name)
            .orElseThrow(() ->
                new ChainRefusedException(
                    "there is no network '"
                        + name
                        + "'; known are "
                        + Arrays.toString(Network.values()).toLowerCase(java.util.Locale.ROOT)));
    return new String(network.file(), UTF_8);
  }

  static List<Path> importDirectories() {
    return property("cairn.import.directories").stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .map(Path::of)
        .toList();
  }

  static CallLimits callLimits() {
    long gas = property("cairn.rpc.gasCap").map(Long::parseLong).orElse(DEFAULT_CALL_GAS);
    int seconds =
        property("cairn.rpc.callSeconds").map(Integer::parseInt).orElse(DEFAULT_CALL_SECONDS);
    return new CallLimits(gas, Duration.ofSeconds(seconds));
  }

  /** Whether seals of blocks before the merge are left unchecked: for chains that tools made. */
  static boolean skipSeals() {
    return property("cairn.skipSeals").map(Boolean::parseBoolean).orElse(false);
  }
}
