package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.zip.ZipFile;
import org.cairn.node.job.JobStatus;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Chains that tools of other clients made, imported as files: all blocks, to the last. Where their
 * seals are not real they are not checked.
 */
class ChainFilesReferenceTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "chains.zip, geth-ethtest/genesis.json, geth-ethtest/chain.rlp, 600, false",
    "chains.zip, besu/snap/snapGenesis.json, besu/snap/testBlockchain.blocks, 500, true",
    "chains.zip, besu/testGenesis.json, besu/testBlockchain.blocks, 32, false",
    "chains.zip, besu/hive/testGenesis.json, besu/hive/testBlockchain.blocks, 34, false",
    "chains.zip, besu/clique/clique_to_pos.json, besu/clique/clique.blocks, 4, false",
    "chains.zip, besu/fork-chain-data/genesis-outdated.json, besu/fork-chain-data/fork-outdated.blocks, 10, false",
    "chains.zip, besu/fork-chain-data/genesis-upgraded.json, besu/fork-chain-data/fork-upgraded.blocks, 10, false",
    "chains.zip, besu/fork-london-data/testLondonGenesis.json, besu/fork-london-data/testLondonBlockchain.blocks, 5, false",
    "chains.zip, besu/test-eth-ref-rpc-compact/genesis.json, besu/test-eth-ref-rpc-compact/chain.blocks, 3, true",
    "execution-apis.zip, tests/genesis.json, tests/chain.rlp, 54, true",
  })
  void isImportedToItsLastBlock(
      String archive, String genesis, String blocks, int height, boolean skipSeals)
      throws IOException {
    Path packed = Path.of(System.getProperty("cairn.shared", "../shared"), "vectors", archive);
    assumeTrue(Files.isReadable(packed), "chains of other clients are missing: " + packed);
    Path data = Files.createDirectory(directory.resolve("node"));
    Path file = data.resolve("chain.rlp");
    String genesisJson;
    try (ZipFile zip = new ZipFile(packed.toFile())) {
      genesisJson =
          new String(
              zip.getInputStream(zip.getEntry(genesis)).readAllBytes(), StandardCharsets.UTF_8);
      Files.copy(zip.getInputStream(zip.getEntry(blocks)), file);
    }
    try (TestDatabase database = TestDatabase.create();
        TestNode node =
            TestNode.open(
                database.source(), data, genesisJson, skipSeals, InstantSource.system())) {
      JobStatus status = node.importFile(file);
      assertThat(status.error()).as(status.toString()).isEmpty();
      assertThat(node.node().headNumber()).isEqualTo(height);
      assertThat(node.node().states().recomputeRoot())
          .isEqualTo(node.node().chain().publisher().head().header().stateRoot());
    }
  }
}
