package org.cairn.tools.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cairn.tools.transition.TransitionException;

/**
 * Makes files of state tests, has go-ethereum's {@code evm} run them, and collects what it finds
 * different. Not safe for use by several threads.
 */
final class Differential {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PROGRAMS = 50;
  private static final int TESTS = 10;
  private static final int TRACED = 25;
  private static final int FORKS = 1;
  private static final int MOST_FINDINGS = 50;

  private final Path peer;
  private final Path folder;
  private final PrecompileInputs inputs = new PrecompileInputs();
  private final List<String> findings = new ArrayList<>();
  private long programs;
  private long executions;
  private long tracedLines;
  private long transitions;

  Differential(Path peer, Path folder) {
    this.peer = peer;
    this.folder = folder;
  }

  List<String> findings() {
    return findings;
  }

  boolean foundEnough() {
    return findings.size() >= MOST_FINDINGS;
  }

  long programs() {
    return programs;
  }

  String summary() {
    return programs
        + " programs and transactions, "
        + executions
        + " executions, "
        + tracedLines
        + " lines of trace, "
        + transitions
        + " transitions, "
        + findings.size()
        + " findings";
  }

  /** One file of tests from these seeds on; returns the next seed. */
  long compareRoots(long seed) throws IOException, InterruptedException {
    CaseFile cases = new CaseFile(inputs);
    for (int i = 0; i < TESTS; i++) {
      cases.add(seed + i, PROGRAMS, FORKS);
    }
    Path file = write(cases);
    Process process =
        new ProcessBuilder(peer.toString(), "statetest", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    JsonNode results = JSON.readTree(process.getInputStream().readAllBytes());
    process.waitFor();
    if (results == null || results.size() != cases.posts()) {
      findings.add("seed " + seed + ": " + (results == null ? "no" : results.size()) + " results");
    } else {
      results.forEach(result -> check(result));
    }
    programs += cases.programs();
    executions += cases.posts();
    Files.delete(file);
    return seed + TESTS;
  }

  private void check(JsonNode result) {
    if (!result.get("pass").asBoolean()) {
      findings.add(
          result.get("name").asText()
              + " "
              + result.get("fork").asText()
              + ": "
              + result.path("error").asText());
    }
  }

  private Path write(CaseFile cases) throws IOException {
    Path file = folder.resolve("cases.json");
    JSON.writeValue(file.toFile(), cases.json());
    return file;
  }

  /** One transition; returns the next seed. */
  long compareTransitions(long seed) throws IOException, InterruptedException {
    RandomTransition random = new RandomTransition(seed, inputs);
    byte[] input = JSON.writeValueAsBytes(random.documents);
    Path file = folder.resolve("transition.json");
    Files.write(file, input);
    Process process =
        new ProcessBuilder(
                peer.toString(),
                "t8n",
                "--input.alloc=stdin",
                "--input.env=stdin",
                "--input.txs=stdin",
                "--output.alloc=stdout",
                "--output.result=stdout",
                "--output.body=stdout",
                "--state.fork=" + random.fork,
                "--state.reward=" + random.reward)
            .redirectInput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] theirs = process.getInputStream().readAllBytes();
    int theirCode = process.waitFor();
    // theirs tell kinds of malformed input apart
    int code = theirCode >= 10 ? TransitionException.INPUT : theirCode;
    OwnTransition ours = OwnTransition.of(input, random.fork, random.reward);
    int own = ours.code();
    String where = "transition of seed " + seed + " " + random.fork;
    if (code != own) {
      findings.add(where + ": exit code " + own + ", theirs " + code + ": " + ours.errors());
    } else if (code == 0) {
      compareMembers(where, JSON.readTree(theirs), JSON.readTree(ours.output()));
    }
    transitions++;
    return seed + 1;
  }

  private void compareMembers(String where, JsonNode theirs, JsonNode ours) {
    if (theirs.isObject() && ours.isObject()) {
      theirs
          .properties()
          .forEach(member ->
              compareMembers(
                  where + "." + member.getKey(), member.getValue(), ours.path(member.getKey())));
      ours.fieldNames()
          .forEachRemaining(name -> {
            if (!theirs.has(name)) {
              findings.add(where + "." + name + " is ours alone");
            }
          });
    } else if (!theirs.equals(ours)) {
      findings.add(where + "\n  " + theirs + "\n  " + ours);
    }
  }

  /** One test under one fork, compared line by line; returns the next seed. */
  long compareTraces(long seed) throws IOException, InterruptedException {
    Path ours = folder.resolve("ours.jsonl");
    CaseFile cases = new CaseFile(inputs);
    try (BufferedWriter lines = Files.newBufferedWriter(ours, StandardCharsets.US_ASCII)) {
      cases.addOfOneFork(seed, TRACED, lines);
    }
    Path file = write(cases);
    Path theirs = folder.resolve("trace.jsonl");
    Process process =
        new ProcessBuilder(peer.toString(), "statetest", "--trace", file.toString())
            .redirectError(theirs.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    compare(seed, ours, theirs);
    programs += cases.programs();
    executions += cases.posts();
    return seed + 1;
  }

  private void compare(long seed, Path ours, Path theirs) throws IOException {
    int at = 0;
    try (BufferedReader in = Files.newBufferedReader(theirs, StandardCharsets.US_ASCII);
        BufferedReader own = Files.newBufferedReader(ours, StandardCharsets.US_ASCII)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("{\"pc\"") && !line.startsWith("{\"output\"")) {
          continue;
        }
        String mine = own.readLine();
        at++;
        if (!line.equals(mine)) {
          findings.add("seed " + seed + " line " + at + "\n  " + line + "\n  " + mine);
          return;
        }
      }
      if (own.readLine() != null) {
        findings.add("seed " + seed + ": more than " + at + " lines");
      }
    }
    tracedLines += at;
  }
}
