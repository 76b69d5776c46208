package org.cairn.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
        .setParameterExceptionHandler((failure, arguments) -> {
          failure.getCommandLine().getErr().println(WrongArguments.sentence(failure));
          return CommandLine.ExitCode.USAGE;
        })
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          CommandException sentence =
              switch (failure) {
                case CommandException known -> known;
                case IOException file -> new CommandException(sentence(file), file);
                default -> throw failure;
              };
          command.getErr().println("cairn: " + sentence.getMessage());
          return sentence.exitCode();
        });
  }

  /** The message of an exception that names a file is often no more than its name. */
  private static String sentence(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist.";
      case FileAlreadyExistsException taken -> taken.getFile() + " exists already.";
      case FileSystemException other ->
          other.getFile()
              + " cannot be used"
              + (other.getReason() == null ? "." : ": " + other.getReason() + ".");
      default -> "reading or writing failed: " + failure.getMessage() + ".";
    };
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
