package org.cairn.tools.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.tools.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sample of random programs, compared with go-ethereum. {@code -Dcairn.evm} says where its {@code
 * evm} is, if not in {@code ~/go/bin}; {@code -Dcairn.differential} how many programs there are to
 * be; {@code -Dcairn.differential.first} the first case's own seed, as findings name it.
 */
final class DifferentialTest {
  private static final int ROUNDS = 16;
  private static final int TRANSITIONS = 50;

  @Test
  void randomProgramsAndTransactionsEndAsWithGoEthereum(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path peer =
        Path.of(System.getProperty("cairn.evm", System.getProperty("user.home") + "/go/bin/evm"));
    assumeTrue(
        Files.isExecutable(peer),
        () ->
            "missing "
                + peer
                + ": go install github.com/ethereum/go-ethereum/cmd/evm@v1.17.5, or -Dcairn.evm");
    long wanted = Long.getLong("cairn.differential", 3_000);
    long seed =
        Long.getLong("cairn.differential.first", Vectors.seed(DifferentialTest.class) << 24);
    Differential differential = new Differential(peer, folder);
    for (int i = 0; i < TRANSITIONS; i++) {
      seed = differential.compareTransitions(seed);
    }
    for (int round = 0; differential.programs() < wanted && !differential.foundEnough(); round++) {
      seed =
          switch (round % ROUNDS) {
            case 0, 8 -> differential.compareTraces(seed);
            case 1, 2, 3 -> differential.compareTransitions(seed);
            default -> differential.compareRoots(seed);
          };
      if (round % 100 == 99) {
        System.out.println("seed " + seed + ": " + differential.summary());
      }
    }
    System.out.println("up to seed " + seed + ": " + differential.summary());
    assertThat(differential.findings()).isEmpty();
  }
}
