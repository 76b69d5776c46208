package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.zip.ZipFile;
import org.cairn.node.chain.ChainRefusedException;
import org.cairn.protocol.genesis.Network;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On public networks nobody goes without checking seals. */
class SkippedSealsReferenceTest {
  @TempDir private Path directory;

  private void assertRefused(String genesisJson, String network) {
    try (TestDatabase database = TestDatabase.create()) {
      assertThatThrownBy(() ->
              TestNode.open(
                  database.source(), directory, genesisJson, true, InstantSource.system()))
          .isInstanceOf(ChainRefusedException.class)
          .hasMessageContaining("always checked on the public network " + network);
    }
  }

  @Test
  void isRefusedOnAPreset() {
    assertRefused(new String(Network.SEPOLIA.file(), StandardCharsets.UTF_8), "sepolia");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mainnet", "sepolia", "holesky", "hoodi"})
  void isRefusedWhateverTheGenesisFileLooksLike(String network) throws IOException {
    Path packed =
        Path.of(System.getProperty("cairn.shared", "../shared"), "vectors", "genesis.zip");
    assumeTrue(Files.isReadable(packed), "genesis files are missing: " + packed);
    try (ZipFile zip = new ZipFile(packed.toFile())) {
      byte[] file =
          zip.getInputStream(zip.getEntry("genesis/besu-" + network + ".json")).readAllBytes();
      assertRefused(new String(file, StandardCharsets.UTF_8), network);
    }
  }
}
