package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploying the application again and again on one running server. */
class RedeployIT {
  private static final int TIMES = 4;
  private static final long PATIENCE_SECONDS = 120;

  /** Caches of the JDK hold classes softly; here they let go at once, not when memory is short. */
  private static final String NOTHING_SOFT = "-XX:SoftRefLRUPolicyMSPerMB=0";

  /** A pool's thread that waits may still hold the task that it ran last, and so its loaders. */
  private static final int GENERATIONS = 2;

  private static final String READY = "The node is ready at block";

  @TempDir private Path directory;

  @Test
  void becomesReadyAgainAndLeavesNothingBehind() throws Exception {
    Path data = directory.resolve("data");
    try (NodeProcess node =
        NodeProcess.startWith(NOTHING_SOFT, data, NodeProcess.freeOffset(), "--sample")) {
      long server = Long.parseLong(Files.readAllLines(data.resolve("server/process")).getFirst());
      String head = head(node);
      List<String> loaders = applicationLoaders(server);
      assertThat(loaders).isNotEmpty();
      for (int i = 1; i <= TIMES; i++) {
        redeploy(data, i);
        assertThat(head(node)).isEqualTo(head);
        assertThat(NodeProcess.get(node.explorer()).statusCode()).isEqualTo(200);
        assertThat(openLocks(server)).as("open world states").hasSize(1);
        assertThat(rocksLibraries(server)).as("loaded native libraries").hasSize(1);
      }
      assertThat(loadersLeft(server, GENERATIONS * loaders.size()).size())
          .as("class loaders of the application after %d deployments", TIMES)
          .isLessThanOrEqualTo(GENERATIONS * loaders.size());
    }
  }

  private static String head(NodeProcess node) throws Exception {
    assertThat(NodeProcess.get(node.rpc().resolve("/health/ready")).statusCode()).isEqualTo(200);
    return node.call("eth_getBlockByNumber", "latest", false).path("hash").asText();
  }

  /** Has the server's scanner deploy the file again, and waits until the node is open. */
  private static void redeploy(Path data, int time) throws IOException, InterruptedException {
    Files.writeString(data.resolve("server/deployments/cairn.ear.dodeploy"), "");
    Path log = data.resolve("server/log/server.log");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (count(log, READY) <= time || count(log, "WFLYSRV0016") < time) {
      assertThat(System.nanoTime()).as("deployment %d, see %s", time, log).isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  private static long count(Path log, String message) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(message)).count();
    }
  }

  /** The application's class loaders, once those that nothing but time holds have gone. */
  private static List<String> loadersLeft(long server, int expected) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<String> loaders = applicationLoaders(server);
    while (loaders.size() > expected && System.nanoTime() < deadline) {
      Thread.sleep(1_000);
      loaders = applicationLoaders(server);
    }
    return loaders;
  }

  /** Lines that name class loaders of the deployment and its parts, after a garbage collection. */
  private static List<String> applicationLoaders(long server) throws Exception {
    jcmd(server, "GC.run");
    return jcmd(server, "VM.classloaders", "fold=false")
        .lines()
        .filter(line -> line.contains("\"deployment.cairn.ear"))
        .toList();
  }

  private static String jcmd(long process, String... command) throws Exception {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<String> line = new ArrayList<>(List.of(program, Long.toString(process)));
    line.addAll(List.of(command));
    Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(output).isZero();
    return output;
  }

  /** The lock files that the process has open: RocksDB holds one as long as it is open. */
  private static List<String> openLocks(long process) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
      return descriptors
          .map(RedeployIT::target)
          .filter(file -> file.endsWith("/LOCK"))
          .sorted()
          .toList();
    }
  }

  /** Where a descriptor leads to; nowhere if it has been closed meanwhile. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static List<String> rocksLibraries(long process) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(process), "maps"))) {
      return maps.filter(line -> line.contains("rocksdb"))
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .toList();
    }
  }
}
