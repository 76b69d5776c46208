package org.cairn.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.cairn.node.state.StatePoint;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.trie.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWhileFlushingTest {
  private final Random random = Seeds.random(KilledWhileFlushingTest.class);

  @TempDir Path directory;

  @Test
  void theDurableStateIsWholeWheneverTheProcessIsKilled() throws Exception {
    long seed = random.nextInt(1 << 20);
    int kills = Boolean.getBoolean("cairn.all") ? 40 : 4;
    long newest = -1;
    for (int i = 0; i < kills; i++) {
      killAfterSomeFlushes(seed);
      try (WorldState world =
          RocksWorldState.open(directory, RocksWorldState.Limits.DEFAULT, Parallel.SEQUENTIAL)) {
        StatePoint point = world.durable().orElseThrow();
        assertThat(FlushUntilKilled.isPoint(point)).isTrue();
        newest = Math.max(newest, point.number());
        StateModel model = FlushUntilKilled.model(seed, point.number());
        assertThat(point.stateRoot()).isEqualTo(model.root());
        assertThat(world.recomputeRoot()).isEqualTo(model.root());
        checkHistory(world, seed, point.number());
      }
    }
    assertThat(newest).isPositive();
  }

  private void checkHistory(WorldState world, long seed, long durable) {
    for (int i = 0; i < 10; i++) {
      long number = random.nextLong(durable + 1);
      TestChain.check(world.at(number), FlushUntilKilled.model(seed, number));
    }
    long back = Math.max(0, durable - random.nextInt(60));
    assertThat(world.rollBack(world.base(), back, FlushUntilKilled.hash(back)).root())
        .isEqualTo(FlushUntilKilled.model(seed, back).root());
  }

  private void killAfterSomeFlushes(long seed) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FlushUntilKilled.class.getName(),
                    directory.toString(),
                    Long.toString(seed)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      assertThat(lines.readLine()).isEqualTo("flushing");
      TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isNotZero();
  }
}
