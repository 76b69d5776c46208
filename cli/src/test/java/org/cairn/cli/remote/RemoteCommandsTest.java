package org.cairn.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.cairn.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RemoteCommandsTest {
  private static final String RUNNING =
      """
      "result":{"state":"RUNNING","blocks":1500,"transactions":150000,"blocksPerSecond":812.4,"txPerSecond":81240.0,"mgasPerSecond":1706.04,"etaSeconds":3725}\
      """;
  private static final String DONE =
      """
      "result":{"state":"DONE","blocks":2000,"transactions":200000,"blocksPerSecond":800.0,"txPerSecond":80000.0,"mgasPerSecond":1700.0,"etaSeconds":0}\
      """;

  @TempDir Path directory;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void importsAFileAndShowsItsProgress() throws IOException {
    Path file = Files.writeString(directory.resolve("chain.rlp"), "blocks");
    AtomicInteger polls = new AtomicInteger();
    try (NodeStandIn node = new NodeStandIn(call -> importing(call, polls))) {
      assertThat(run("import", "--rpc", node.address().toString(), file.toString())).isZero();
      assertThat(node.uploads).containsExactly("blocks".getBytes());
      assertThat(node.calls)
          .contains("admin_importChain[\"/exchange/1.rlp\"]", "admin_jobStatus[\"7\"]");
    }
    assertThat(output.toString())
        .contains(
            "1,500 blocks  150,000 tx  812 blocks/s  81,240 tx/s  1,706.0 Mgas/s  1:02:05 left")
        .contains("2,000 blocks");
  }

  @Test
  void saysWhyAJobFailed() throws IOException {
    Path file = Files.writeString(directory.resolve("chain.rlp"), "blocks");
    try (NodeStandIn node =
        new NodeStandIn(call ->
            method(call).equals("admin_importChain")
                ? "\"result\":\"7\""
                : "\"result\":{\"state\":\"FAILED\",\"error\":\"block 12: gas used 9 exceeds limit 8\"}")) {
      assertThat(run("import", "--rpc", node.address().toString(), file.toString())).isEqualTo(1);
    }
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("cairn: job 7 failed: block 12: gas used 9 exceeds limit 8");
  }

  @Test
  void cancelsAJob() {
    try (NodeStandIn node = new NodeStandIn(call -> "\"result\":true")) {
      assertThat(run("import", "--rpc", node.address().toString(), "--cancel", "7")).isZero();
      assertThat(node.calls).containsExactly("admin_cancelJob[\"7\"]");
    }
  }

  @Test
  void resumesAJobAndFollowsTheOneThatDoesTheRest() {
    try (NodeStandIn node =
        new NodeStandIn(
            call -> method(call).equals("admin_resumeJob") ? "\"result\":\"8\"" : DONE)) {
      assertThat(run("import", "--rpc", node.address().toString(), "--resume", "7")).isZero();
      assertThat(node.calls).containsExactly("admin_resumeJob[\"7\"]", "admin_jobStatus[\"8\"]");
    }
    try (NodeStandIn node = new NodeStandIn(call -> "\"result\":null")) {
      assertThat(run("import", "--rpc", node.address().toString(), "--resume", "9")).isEqualTo(1);
    }
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("cairn: there is no job 9; admin_jobs lists them.");
  }

  @Test
  void exportsARangeToAFile() {
    Path file = directory.resolve("out.rlp");
    try (NodeStandIn node =
        new NodeStandIn(
            call -> method(call).equals("admin_exportChain") ? "\"result\":\"8\"" : DONE)) {
      assertThat(run("export", "--rpc", node.address().toString(), file.toString(), "5", "9"))
          .isZero();
      assertThat(node.calls.getFirst()).matches("admin_exportChain\\[\"\\d+-out.rlp\",5,9]");
    }
    assertThat(file).hasContent("exported");
  }

  @Test
  void showsWhatTheNodeAnswersAndLeavesOutTheRest() {
    try (NodeStandIn node =
        new NodeStandIn(call ->
            switch (method(call)) {
              case "eth_chainId" -> "\"result\":\"0x539\"";
              case "eth_getBlockByNumber" ->
                  "\"result\":{\"number\":\"0x12c\",\"hash\":\"0xabcd\",\"timestamp\":\"0x0\"}";
              case "eth_syncing" -> "\"result\":false";
              default -> "\"error\":{\"code\":-32601,\"message\":\"method not found\"}";
            })) {
      assertThat(run("status", "--rpc", node.address().toString())).isZero();
    }
    assertThat(output.toString())
        .contains("chain id   1337", "block 300  0xabcd", "syncing    no")
        .doesNotContain("peers");
  }

  @Test
  void saysInOneSentenceThatTheNodeIsNotThere() {
    assertThat(run("status", "--rpc", "http://127.0.0.1:1/")).isEqualTo(1);
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines(
            "cairn: the node at http://127.0.0.1:1/ does not answer; is it running?");
  }

  @Test
  void saysInOneSentenceThatAFileIsMissing() {
    assertThat(run("import", directory.resolve("none.rlp").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("none.rlp cannot be read.");
  }

  private static String importing(JsonNode call, AtomicInteger polls) {
    if (method(call).equals("admin_importChain")) {
      return "\"result\":\"7\"";
    }
    return polls.getAndIncrement() == 0 ? RUNNING : DONE;
  }

  private static String method(JsonNode call) {
    return call.path("method").asText();
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    return command
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
