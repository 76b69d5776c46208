package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.cli.remote.Credentials;
import org.cairn.cli.remote.ImportCommand;
import org.cairn.cli.remote.RpcClient;
import org.cairn.protocol.era.BlockSource;
import org.cairn.protocol.era.RawBlock;
import org.cairn.protocol.types.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** web3j reads a chain through the running server, and finds all that the chain's file holds. */
@ExtendWith(RunningNode.class)
class Web3jIT {
  @TempDir private Path directory;

  @Test
  void readsTheSampleChainAsItsFileHasIt(NodeProcess node) throws Exception {
    List<Block> blocks = blocks(Path.of(System.getProperty("cairn.home"), "samples/chain.rlp.gz"));
    try (Web3jReader reader = new Web3jReader(node.rpc())) {
      assertThat(reader.chainId()).isEqualTo(1827);
      assertThat(reader.compare(blocks)).isEqualTo(new Web3jReader.Compared(300, 6_000, 0));
    }
  }

  @Test
  void readsTheLogsOfAChainAsItsFileHasThem() throws Exception {
    Path chain =
        Path.of(System.getProperty("cairn.shared", "../shared"), "chains/clique-erc20loop");
    assumeTrue(Files.isDirectory(chain), "a chain with logs is missing: " + chain);
    String genesis = "--genesis=" + chain.resolve("genesis.json");
    Path file = chain.resolve("chain.rlp.gz");
    Path data = directory.resolve("data");
    try (NodeProcess node = NodeProcess.start(data, NodeProcess.freeOffset(), genesis);
        Web3jReader reader = new Web3jReader(node.rpc())) {
      ImportCommand.importFiles(
          new RpcClient(node.rpc(), Credentials.in(node.data())),
          List.of(file),
          new PrintWriter(new StringWriter()));
      assertThat(reader.compare(blocks(file)).logs()).isPositive();
    }
  }

  private static List<Block> blocks(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      BlockSource source = BlockSource.open(in, BlockSource.DEFAULT_MAX_BLOCK_BYTES);
      for (Optional<RawBlock> next = source.next(); next.isPresent(); next = source.next()) {
        blocks.add(next.get().decode());
      }
    }
    return blocks.getFirst().number() == 0 ? blocks.subList(1, blocks.size()) : blocks;
  }
}
