package org.cairn.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.cairn.cli.CommandException;

/**
 * A job in the node, followed from here. Ending this process does not end the job.
 *
 * @param name the node's name of it
 */
record Job(RpcClient node, String name) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * Prints a line a second until the job ends.
   *
   * @throws CommandException if it failed or was cancelled
   */
  void follow(PrintWriter out) {
    String last = "";
    for (Duration pause = FIRST_PAUSE; ; pause = next(pause)) {
      JsonNode status = node.call("admin_jobStatus", name);
      String state = status.path("state").asText("unknown").toLowerCase(Locale.ROOT);
      String line = progress(status);
      if (!line.equals(last)) {
        out.println("  " + line);
        out.flush();
        last = line;
      }
      switch (state) {
        case "done" -> {
          return;
        }
        case "failed" ->
            throw new CommandException(
                "job %s failed: %s".formatted(name, status.path("error").asText()));
        case "cancelled" -> throw new CommandException("job %s was cancelled.".formatted(name));
        default -> sleep(pause);
      }
    }
  }

  /** One line of progress, from what the node tells. */
  static String progress(JsonNode status) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%,d blocks  %,d tx",
            status.path("blocks").asLong(),
            status.path("transactions").asLong()));
    rate(line, status, "blocksPerSecond", "%,.0f blocks/s");
    rate(line, status, "txPerSecond", "%,.0f tx/s");
    rate(line, status, "mgasPerSecond", "%,.1f Mgas/s");
    JsonNode eta = status.path("etaSeconds");
    if (eta.isNumber() && eta.asLong() > 0) {
      long seconds = eta.asLong();
      line.append(
          String.format(
              Locale.ROOT, "  %d:%02d:%02d left", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    return line.toString();
  }

  private static void rate(StringBuilder line, JsonNode status, String member, String format) {
    JsonNode value = status.path(member);
    if (value.isNumber()) {
      line.append("  ").append(String.format(Locale.ROOT, format, value.asDouble()));
    }
  }

  private static Duration next(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(PAUSE) > 0 ? PAUSE : doubled;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted.", e);
    }
  }
}
