package org.cairn.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cairn.cli.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainChoiceTest {
  @TempDir Path directory;
  private DataDirectory data;
  private Path genesis;

  @BeforeEach
  void open() throws IOException {
    data = DataDirectory.open(directory.resolve("data"));
    genesis = Files.writeString(directory.resolve("genesis.json"), "{\"config\":{}}");
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void remembersTheGenesisOfTheFirstStart() throws IOException {
    ChainChoice.of(data, Optional.of(genesis), Optional.empty());
    Files.delete(genesis);
    ChainChoice later = ChainChoice.of(data, Optional.empty(), Optional.empty());
    assertThat(later.genesis().orElseThrow()).hasContent("{\"config\":{}}");
  }

  @Test
  void remembersTheNetworkOfTheFirstStart() {
    ChainChoice.of(data, Optional.empty(), Optional.of("sepolia"));
    assertThat(ChainChoice.of(data, Optional.empty(), Optional.empty()).network())
        .contains("sepolia");
  }

  @Test
  void acceptsTheSameChainAgain() {
    ChainChoice.of(data, Optional.of(genesis), Optional.empty());
    assertThat(ChainChoice.of(data, Optional.of(genesis), Optional.empty()).genesis()).isPresent();
  }

  @Test
  void refusesAnotherChainInTheSameDirectory() throws IOException {
    ChainChoice.of(data, Optional.of(genesis), Optional.empty());
    Path other = Files.writeString(directory.resolve("other.json"), "{\"config\":{\"chainId\":5}}");
    assertThatThrownBy(() -> ChainChoice.of(data, Optional.of(other), Optional.empty()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("another chain");
    assertThatThrownBy(() -> ChainChoice.of(data, Optional.empty(), Optional.of("mainnet")))
        .isInstanceOf(CommandException.class);
  }
}
