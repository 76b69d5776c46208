package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleIT {
  private static final int SIGTERM = 128 + 15;

  @TempDir Path directory;

  @Test
  void startsServesAndStopsTheServerBeforeTheDatabase() throws Exception {
    Path data = directory.resolve("data");
    try (NodeProcess node = NodeProcess.start(data, NodeProcess.freeOffset())) {
      HttpResponse<String> health = NodeProcess.get(node.management().resolve("/health/live"));
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(node.terminate()).isEqualTo(SIGTERM);
      assertThat(node.output())
          .contains("Stopped: the server first, then the database.")
          .doesNotContain("ERROR");
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    assertThat(data.resolve("server/process")).doesNotExist();
  }

  @Test
  void refusesASecondNodeAndTakesOverAfterTheLauncherWasKilled() throws Exception {
    Path data = directory.resolve("data");
    int offset = NodeProcess.freeOffset();
    try (NodeProcess first = NodeProcess.start(data, offset)) {
      try (NodeProcess second = NodeProcess.launch(data, offset)) {
        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.output()).contains("another node").contains(data.toString());
      }
      first.killLauncher();
    }
    try (NodeProcess next = NodeProcess.start(data, offset)) {
      assertThat(next.output()).contains("Stopping the server that a launcher left behind");
      assertThat(next.terminate()).isEqualTo(SIGTERM);
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }
}
