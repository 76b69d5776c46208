package org.cairn.cli;

import org.cairn.cli.bench.BenchCommand;
import org.cairn.cli.evm.BlockBuilderCommand;
import org.cairn.cli.evm.BlockTestCommand;
import org.cairn.cli.evm.ConformanceCommand;
import org.cairn.cli.evm.EvmCommand;
import org.cairn.cli.evm.StateTestCommand;
import org.cairn.cli.evm.TransitionCommand;
import org.cairn.cli.launch.AdminUserCommand;
import org.cairn.cli.launch.RunCommand;
import org.cairn.cli.remote.ExportCommand;
import org.cairn.cli.remote.ImportCommand;
import org.cairn.cli.remote.StatusCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line's root. */
@Command(
    name = "cairn",
    description = "An Ethereum node and block explorer.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      AdminUserCommand.class,
      BenchCommand.class,
      EvmCommand.class,
      StateTestCommand.class,
      BlockTestCommand.class,
      ConformanceCommand.class,
      TransitionCommand.class,
      BlockBuilderCommand.class
    },
    footer =
        "%nBesides: ./cairn build compiles what changed, ./cairn test [--all] runs every test.")
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, ready to execute; output and errors can be sent elsewhere. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          if (failure instanceof CommandException) {
            command.getErr().println("cairn: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw failure;
        });
  }

  /** Says which build this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Cairn " + productVersion()};
    }
  }

  /**
   * The version of this build, or "development" when it runs from classes that were not packaged.
   */
  public static String productVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
