package org.cairn.rpc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
  @TempDir private Path directory;

  private static InputStream bytes(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  @Test
  void storesAFileAndFindsItAgain() throws Exception {
    Exchange exchange = new Exchange(directory.resolve("new"));
    Path stored = exchange.store("chain.rlp.gz", bytes(100_000), 100_000);
    assertThat(Files.size(stored)).isEqualTo(100_000);
    assertThat(exchange.find("chain.rlp.gz")).contains(stored);
  }

  @Test
  void keepsAFileWhoseNameIsGivenAgain() throws Exception {
    Exchange exchange = new Exchange(directory);
    Path first = exchange.store("a.rlp", bytes(1), 10);
    Path second = exchange.store("a.rlp", bytes(2), 10);
    assertThat(second.getFileName()).hasToString("1-a.rlp");
    assertThat(Files.size(first)).isEqualTo(1);
  }

  @Test
  void keepsNothingOfAFileThatIsTooLarge() throws IOException {
    Exchange exchange = new Exchange(directory);
    assertThatThrownBy(() -> exchange.store("a.rlp", bytes(1_000_000), 999_999))
        .isInstanceOf(Exchange.TooLargeException.class);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".hidden",
        "-rf",
        "a/b",
        "../a",
        "a\\b",
        "a\u0000b",
        "a b",
        "a..b",
        "%2e%2e",
        "ä"
      })
  void knowsPlainNamesOnly(String name) {
    assertThat(Exchange.isPlain(name)).isFalse();
    assertThat(new Exchange(directory).find(name)).isEmpty();
  }

  @Test
  void doesNotFollowLinksOutOfTheDirectory() throws IOException {
    Path secret = Files.createTempFile("secret", ".txt");
    Files.createSymbolicLink(directory.resolve("link"), secret);
    assertThat(new Exchange(directory).find("link")).isEmpty();
    Files.delete(secret);
  }
}
