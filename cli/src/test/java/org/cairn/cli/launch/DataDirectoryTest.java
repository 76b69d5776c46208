package org.cairn.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.cairn.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path directory;

  @Test
  void refusesASecondNodeAndNamesTheFirst() {
    try (DataDirectory first = DataDirectory.open(directory)) {
      assertThatThrownBy(() -> DataDirectory.open(directory))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(first.root().toString());
    }
  }

  @Test
  void canBeOpenedAgainAfterItWasClosed() {
    DataDirectory.open(directory).close();
    DataDirectory.open(directory).close();
    assertThat(directory.resolve("cairn.lock")).exists();
  }

  @Test
  void saysInOneSentenceThatADirectoryCannotBeMade() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("cannot be used");
  }

  @Test
  void writesSecretsSoThatOnlyTheOwnerReadsThem() throws IOException {
    Path file = directory.resolve("secret");
    DataDirectory.writePrivate(file, "one");
    DataDirectory.writePrivate(file, "two");
    assertThat(Files.readString(file)).isEqualTo("two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
