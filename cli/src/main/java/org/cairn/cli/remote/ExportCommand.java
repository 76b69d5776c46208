package org.cairn.cli.remote;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cairn.cli.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the canonical chain of a running node to a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Exports the running node's chain to a file of RLP blocks, which other clients can import.")
public final class ExportCommand implements Callable<Integer> {
  @Mixin private Endpoint endpoint = new Endpoint();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Where to write; compressed when it ends in .gz.")
  private Path file = Path.of("chain.rlp");

  @Parameters(
      index = "1",
      paramLabel = "FIRST",
      arity = "0..1",
      description = "First block (default: 0).")
  private @Nullable Long first;

  @Parameters(
      index = "2",
      paramLabel = "LAST",
      arity = "0..1",
      description = "Last block (default: the head).")
  private @Nullable Long last;

  @Override
  public Integer call() {
    if (first != null && last == null) {
      throw new CommandException("FIRST needs LAST.");
    }
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new CommandException("%s is not in a directory that exists.".formatted(file));
    }
    PrintWriter out = spec.commandLine().getOut();
    RpcClient node = endpoint.client();
    // The node refuses a name that is taken, so that an export never overwrites another.
    String name = System.currentTimeMillis() + "-" + RpcClient.plain(target);
    String job =
        first == null || last == null
            ? node.call("admin_exportChain", name).asText()
            : node.call("admin_exportChain", name, first, last).asText();
    out.printf("Exporting to %s (job %s)%n", target, job);
    new Job(node, job).follow(out);
    node.download(name, target);
    out.flush();
    return 0;
  }
}
