package org.cairn.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementUserTest {
  @TempDir Path directory;

  @Test
  void writesTheLineThatTheServerReads() throws IOException {
    Path users =
        Files.writeString(
            directory.resolve("mgmt-users.properties"),
            "# users\n#admin=2a0923285184943425d1f53ddd58ec7a\n");
    assertThat(ManagementUser.exists(users)).isFalse();
    ManagementUser.write(users, "ada", "correct horse");
    // printf 'ada:ManagementRealm:correct horse' | md5sum
    assertThat(Files.readAllLines(users)).contains("ada=c7d5cbcfee55ffd3429be0ebf6c00c97");
    assertThat(ManagementUser.exists(users)).isTrue();
  }

  @Test
  void replacesThePasswordOfAUserWhoIsThere() throws IOException {
    Path users = directory.resolve("new/mgmt-users.properties");
    ManagementUser.write(users, "ada", "correct horse");
    ManagementUser.write(users, "ada", "battery staple");
    assertThat(Files.readAllLines(users)).filteredOn(line -> line.startsWith("ada=")).hasSize(1);
  }

  @Test
  void refusesNamesThatWouldBreakTheFileAndShortPasswords() {
    Path users = directory.resolve("mgmt-users.properties");
    for (String name : new String[] {"", "a=b", "a\nb", "a b", "#a", "a".repeat(65)}) {
      assertThatThrownBy(() -> ManagementUser.write(users, name, "long enough"))
          .isInstanceOf(CommandException.class);
    }
    assertThatThrownBy(() -> ManagementUser.write(users, "ada", "short"))
        .isInstanceOf(CommandException.class);
    assertThat(users).doesNotExist();
  }
}
