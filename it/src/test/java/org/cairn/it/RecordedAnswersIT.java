package org.cairn.it;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running node answers as go-ethereum did for the same chain. */
class RecordedAnswersIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"ethash-forks", "clique-clique3", "clique-erc20tx"})
  void answersAsGethDid(String chain) throws Exception {
    Path recorded = SharedChain.file("chains/" + chain + "/rpc-geth-1.8.27.io.gz");
    try (NodeProcess node = SharedChain.ofFolder(chain).start(directory.resolve("data"))) {
      RecordedAnswers.read(recorded, node).check(chain);
    }
  }
}
