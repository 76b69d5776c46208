package org.cairn.cli.remote;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a running node is doing. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says what the running node is doing.")
public final class StatusCommand implements Callable<Integer> {
  @Mixin private Endpoint endpoint = new Endpoint();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Summary.of(endpoint.client(), Instant.now())
        .forEach((name, value) -> out.printf("  %-10s %s%n", name, value));
    out.flush();
    return 0;
  }
}
