package org.cairn.cli.evm;

import org.cairn.cli.Main;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/**
 * The EVM by itself. It has the tools of go-ethereum's {@code evm} below it besides, and tells its
 * version in the form by which fillers recognise that program, so that it can be called in its
 * place.
 */
@Command(
    name = "evm",
    description = "Runs the EVM without a node.",
    versionProvider = EvmCommand.Version.class,
    subcommands = {
      EvmBenchCommand.class,
      EvmRunCommand.class,
      StateTestCommand.class,
      BlockTestCommand.class,
      TransitionCommand.class,
      BlockBuilderCommand.class
    })
@SuppressWarnings("UnusedVariable") // picocli acts on the options
public final class EvmCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(
      names = {"-v", "-V", "--version"},
      versionHelp = true,
      description = "Print version information and exit.")
  private boolean version;

  @Option(names = "--verbosity", hidden = true, description = "nothing is logged")
  private @Nullable String verbosity;

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"evm version " + Main.productVersion() + "-cairn"};
    }
  }
}
