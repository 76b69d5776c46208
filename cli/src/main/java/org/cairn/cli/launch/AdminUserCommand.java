package org.cairn.cli.launch;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cairn.cli.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Creates an administrator. There is none by default, and no default password. */
@Command(
    name = "admin-user",
    mixinStandardHelpOptions = true,
    description = {
      "Creates an administrator of the console and of JSON-RPC, or changes the password.",
      "The password is asked for, or read from the standard input when that is no terminal."
    })
public final class AdminUserCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The node's data directory (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Override
  public Integer call() throws IOException {
    String password = password();
    ServerUsers users = ServerUsers.of(data);
    users.putManager(name, password);
    users.putRpcAdministrator(name, password);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s may use the console and administer by JSON-RPC from the node's next start on.%n", name);
    out.flush();
    return 0;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null without a terminal, in JDK 25 again
  private static String password() throws IOException {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      String first = new String(console.readPassword("Password: "));
      if (!first.equals(new String(console.readPassword("Again: ")))) {
        throw new CommandException("the two passwords differ.");
      }
      return first;
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = input.readLine();
    return line == null ? "" : line;
  }
}
