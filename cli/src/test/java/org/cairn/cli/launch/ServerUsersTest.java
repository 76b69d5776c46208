package org.cairn.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUsersTest {
  @TempDir Path directory;

  @Test
  void writesTheLineThatTheServerReads() throws IOException {
    Path users =
        Files.writeString(
            directory.resolve("mgmt-users.properties"),
            "# users\n#admin=2a0923285184943425d1f53ddd58ec7a\n");
    assertThat(new ServerUsers(directory).hasManager()).isFalse();
    new ServerUsers(users.getParent()).putManager("ada", "correct horse");
    // printf 'ada:ManagementRealm:correct horse' | md5sum
    assertThat(Files.readAllLines(users)).contains("ada=c7d5cbcfee55ffd3429be0ebf6c00c97");
    assertThat(new ServerUsers(directory).hasManager()).isTrue();
  }

  @Test
  void replacesThePasswordOfAUserWhoIsThere() throws IOException {
    Path users = directory.resolve("new/mgmt-users.properties");
    new ServerUsers(users.getParent()).putManager("ada", "correct horse");
    new ServerUsers(users.getParent()).putManager("ada", "battery staple");
    assertThat(Files.readAllLines(users)).filteredOn(line -> line.startsWith("ada=")).hasSize(1);
  }

  @Test
  void refusesNamesThatWouldBreakTheFileAndShortPasswords() {
    Path users = directory.resolve("mgmt-users.properties");
    for (String name : new String[] {"", "a=b", "a\nb", "a b", "#a", "a".repeat(65)}) {
      assertThatThrownBy(() -> new ServerUsers(users.getParent()).putManager(name, "long enough"))
          .isInstanceOf(CommandException.class);
    }
    assertThatThrownBy(() -> new ServerUsers(users.getParent()).putManager("ada", "short"))
        .isInstanceOf(CommandException.class);
    assertThat(users).doesNotExist();
  }

  @Test
  void givesAnAdministratorOfJsonRpcTheRole() throws IOException {
    new ServerUsers(directory).putRpcAdministrator("ada", "correct horse");
    assertThat(Files.readAllLines(directory.resolve("application-roles.properties")))
        .containsExactly("ada=cairn-admin");
    // printf 'ada:ApplicationRealm:correct horse' | md5sum
    assertThat(Files.readAllLines(directory.resolve("application-users.properties")))
        .containsExactly("ada=c0d7bd6a3910a0dcd905f58dd00ad574");
  }
}
