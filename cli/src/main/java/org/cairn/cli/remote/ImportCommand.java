package org.cairn.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cairn.cli.CommandException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives chain files to a running node, one after the other, and shows how far it is. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports chain files (RLP blocks, as other clients export them, plain or gzip) into the running node.",
      "The node does the work as a job: Ctrl-C ends the display only."
    })
public final class ImportCommand implements Callable<Integer> {
  @Mixin private Endpoint endpoint = new Endpoint();
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Work work = new Work();

  /** Either files, or a job that exists. */
  static final class Work {
    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = "Chain files, in the order of their blocks.")
    private List<Path> files = List.of();

    @Option(
        names = "--follow",
        paramLabel = "JOB",
        description = "Shows the progress of a job that runs.")
    private String followed = "";

    @Option(
        names = "--cancel",
        paramLabel = "JOB",
        description = "Cancels a job; blocks imported so far stay.")
    private String cancelled = "";

    @Option(
        names = "--resume",
        paramLabel = "JOB",
        description = "Goes on with a job that failed, was cancelled or was cut off.")
    private String resumed = "";
  }

  @Override
  public Integer call() {
    RpcClient node = endpoint.client();
    PrintWriter out = spec.commandLine().getOut();
    if (!work.cancelled.isEmpty()) {
      node.call("admin_cancelJob", work.cancelled);
      out.printf("Cancelled %1$s; ./cairn import --resume %1$s goes on with it.%n", work.cancelled);
    } else if (!work.resumed.isEmpty()) {
      follow(new Job(node, resume(node, work.resumed)), out);
    } else if (!work.followed.isEmpty()) {
      follow(new Job(node, work.followed), out);
    } else {
      importFiles(node, work.files, out);
    }
    out.flush();
    return 0;
  }

  private static String resume(RpcClient node, String job) {
    JsonNode resumed = node.call("admin_resumeJob", job);
    if (!resumed.isTextual()) {
      throw new CommandException("there is no job %s; admin_jobs lists them.".formatted(job));
    }
    return resumed.asText();
  }

  /** Imports the files through the node, printing progress. */
  public static void importFiles(RpcClient node, List<Path> files, PrintWriter out) {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CommandException("%s cannot be read.".formatted(file));
      }
    }
    for (Path file : files) {
      JsonNode uploaded = node.upload(file);
      String path = uploaded.path("path").asText("");
      if (path.isEmpty()) {
        throw new CommandException(refusal(file, uploaded));
      }
      String name = node.call("admin_importChain", path).asText();
      out.printf("Importing %s (job %s)%n", file, name);
      follow(new Job(node, name), out);
    }
  }

  private static String refusal(Path file, JsonNode answer) {
    String reason = answer.path("error").path("message").asText(answer.toString());
    String hint =
        reason.contains("role")
            ? "; --data names the directory of a node on this machine, --user an administrator"
            : "";
    return "the node does not take %s: %s%s.".formatted(file, reason, hint);
  }

  private static void follow(Job job, PrintWriter out) {
    AtomicBoolean ended = new AtomicBoolean();
    Thread farewell =
        new Thread(() -> {
          if (!ended.get()) {
            System.err.printf(
                "%nThe import goes on in the node: ./cairn import --follow %s shows it, ./cairn import --cancel %s ends it.%n",
                job.name(), job.name());
          }
        });
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      job.follow(out);
    } finally {
      ended.set(true);
    }
  }
}
