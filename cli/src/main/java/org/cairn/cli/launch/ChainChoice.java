package org.cairn.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cairn.cli.CommandException;

/**
 * The chain of a data directory. The first start writes it down, so that later starts need not name
 * it, and a start that names another one is refused.
 */
record ChainChoice(Optional<Path> genesis, Optional<String> network) {

  static ChainChoice of(DataDirectory data, Optional<Path> genesis, Optional<String> network) {
    Path keptGenesis = data.resolve("genesis.json");
    Path keptNetwork = data.resolve("network");
    try {
      if (Files.exists(keptGenesis)) {
        refuseOther(genesis.isPresent() && Files.mismatch(genesis.get(), keptGenesis) != -1, data);
        refuseOther(network.isPresent(), data);
        return new ChainChoice(Optional.of(keptGenesis), Optional.empty());
      }
      if (Files.exists(keptNetwork)) {
        String kept = Files.readString(keptNetwork).strip();
        refuseOther(
            genesis.isPresent() || network.filter(name -> !name.equals(kept)).isPresent(), data);
        return new ChainChoice(Optional.empty(), Optional.of(kept));
      }
      if (genesis.isPresent()) {
        Files.copy(genesis.get(), keptGenesis);
        return new ChainChoice(Optional.of(keptGenesis), Optional.empty());
      }
      if (network.isPresent()) {
        Files.writeString(keptNetwork, network.get() + "\n");
      }
      return new ChainChoice(Optional.empty(), network);
    } catch (IOException e) {
      throw new CommandException("the genesis file cannot be read: %s.".formatted(e), e);
    }
  }

  private static void refuseOther(boolean differs, DataDirectory data) {
    if (differs) {
      throw new CommandException(
          "%s holds another chain; choose another directory with --data.".formatted(data.root()));
    }
  }
}
