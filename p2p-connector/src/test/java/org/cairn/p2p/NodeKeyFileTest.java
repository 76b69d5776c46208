package org.cairn.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.NodeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeKeyFileTest {
  @TempDir Path directory;

  private NodeKey open() throws IOException {
    return NodeKeyFile.open(directory.resolve("data"), Secp256k1.instance(), new SecureRandom());
  }

  @Test
  void aNodeKeepsItsIdentity() throws IOException {
    NodeKey first = open();
    Path file = directory.resolve("data").resolve("nodekey");
    assertThat(Files.readString(file)).isEqualTo(first.secret().toString().substring(2));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(open().id()).isEqualTo(first.id());
    assertThat(directory.resolve("data")).isDirectoryContaining("glob:**nodekey");
  }

  @Test
  void readsAKeyWithALineEnd() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data").resolve("nodekey"), "0".repeat(63) + "1\n");
    assertThat(open().id().toString()).startsWith("0x79be667ef9dcbbac");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        "zz00000000000000000000000000000000000000000000000000000000000001",
        "00000000000000000000000000000000000000000000000000000000000000000000000000001"
      })
  void refusesAFileThatIsNoKey(String content) throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data").resolve("nodekey"), content);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::open)
        .withMessageContaining("is no node key");
  }

  @Test
  void aHalfWrittenKeyOfACrashIsReplaced() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data").resolve("nodekey.new"), "12");
    open();
    assertThat(directory.resolve("data").resolve("nodekey.new")).doesNotExist();
  }
}
