package org.cairn.tools.transition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.tools.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transitions with which go-ethereum tests its {@code evm t8n}, with their exit codes. */
final class TransitionReferenceTest {
  private static final String ARCHIVE = "geth-t8n.zip";
  private static final String PREFIX = "cmd/evm/testdata/";

  /**
   * One of them.
   *
   * @param outputs letters of those that go to stdout: alloc, result, body
   * @param expected the file with what stdout is to have; empty for none
   */
  record Vector(
      String folder,
      String transactions,
      String environment,
      String fork,
      String reward,
      String outputs,
      String expected,
      int exitCode) {
    private static Vector of(String folder, String fork, String outputs, String expected) {
      return new Vector(folder, "txs.json", "env.json", fork, "0", outputs, expected, 0);
    }

    private Vector transactions(String file) {
      return new Vector(folder, file, environment, fork, reward, outputs, expected, exitCode);
    }

    private Vector environment(String file) {
      return new Vector(folder, transactions, file, fork, reward, outputs, expected, exitCode);
    }

    private Vector reward(String wei) {
      return new Vector(folder, transactions, environment, fork, wei, outputs, expected, exitCode);
    }

    private Vector fails(int code) {
      return new Vector(folder, transactions, environment, fork, reward, outputs, "", code);
    }
  }

  static Stream<Vector> vectors() {
    return Stream.of(
        Vector.of("1", "Frontier+1346", "ar", "").fails(3),
        Vector.of("1", "Byzantium", "ar", "exp.json"),
        Vector.of("3", "Berlin", "ar", "exp.json"),
        Vector.of("4", "Berlin", "ar", "").fails(4),
        Vector.of("5", "Byzantium", "ar", "exp.json").reward("0x80"),
        Vector.of("13", "London", "b", "exp.json"),
        Vector.of("13", "London", "r", "exp2.json").transactions("signed_txs.rlp"),
        Vector.of("14", "London", "r", "exp.json"),
        Vector.of("14", "London", "r", "exp2.json").environment("env.uncles.json"),
        Vector.of("14", "Berlin", "r", "exp_berlin.json").environment("env.uncles.json"),
        Vector.of("19", "London", "r", "exp_london.json"),
        Vector.of("19", "ArrowGlacier", "r", "exp_arrowglacier.json"),
        Vector.of("19", "GrayGlacier", "r", "exp_grayglacier.json"),
        Vector.of("23", "Berlin", "r", "exp.json"),
        Vector.of("24", "Paris", "ar", "exp.json"),
        Vector.of("24", "Paris", "", "").environment("env-missingrandom.json").fails(3),
        Vector.of("25", "Paris", "ar", "exp.json"),
        Vector.of("26", "Shanghai", "ar", "exp.json"),
        Vector.of("28", "Cancun", "ar", "exp.json").transactions("txs.rlp"),
        Vector.of("29", "Cancun", "ar", "exp.json"),
        Vector.of("30", "Cancun", "ar", "exp.json").transactions("txs_more.rlp"),
        Vector.of("33", "Prague", "ar", "exp.json"),
        Vector.of("34", "Osaka", "ar", "exp.json"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void transitionHasTheOutputAndTheExitCodeOfGoEthereum(Vector vector, @TempDir Path folder) {
    unpack(vector.folder, folder);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = run(options(vector, folder, Optional.empty()), out, err);
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(vector.exitCode);
    assertThat(err.toString(StandardCharsets.UTF_8).lines().count())
        .isEqualTo(vector.exitCode == 0 ? 0 : 1);
    if (!vector.expected.isEmpty()) {
      JsonNode expected = Vectors.json(ARCHIVE, PREFIX + vector.folder + "/" + vector.expected);
      assertThat(Vectors.json(out.toByteArray())).isEqualTo(expected);
    }
  }

  @Test
  void tracesOfSeveralTransactionsAreThoseOfGoEthereum(@TempDir Path folder) throws IOException {
    compareTraces("31", "Cancun", Eip3155Tracer.Options.USUAL, folder);
  }

  @Test
  void tracesWithCallFramesAreThoseOfGoEthereum(@TempDir Path folder) throws IOException {
    compareTraces("32", "Paris", new Eip3155Tracer.Options(false, true, false, true), folder);
  }

  private static void compareTraces(
      String number, String fork, Eip3155Tracer.Options shown, Path folder) throws IOException {
    unpack(number, folder);
    Path written = folder.resolve("written");
    Vector vector = Vector.of(number, fork, "", "");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    TransitionTool.Options options = options(vector, folder, Optional.of(shown));
    assertThat(run(in(options, written), new ByteArrayOutputStream(), err))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    String prefix = PREFIX + number + "/";
    List<String> traces =
        Vectors.entries(ARCHIVE, prefix + "trace-").stream()
            .filter(name -> name.endsWith(".jsonl"))
            .toList();
    assertThat(traces).isNotEmpty();
    for (String trace : traces) {
      assertThat(Files.readString(written.resolve(trace.substring(prefix.length()))))
          .isEqualTo(new String(Vectors.entry(ARCHIVE, trace), StandardCharsets.UTF_8));
    }
  }

  private static TransitionTool.Options in(TransitionTool.Options options, Path written) {
    return new TransitionTool.Options(
        options.alloc(),
        options.environment(),
        options.transactions(),
        written.toString(),
        options.allocOutput(),
        options.resultOutput(),
        options.bodyOutput(),
        options.fork(),
        options.chainId(),
        options.reward(),
        options.opcodeCount(),
        options.trace());
  }

  private static TransitionTool.Options options(
      Vector vector, Path folder, Optional<Eip3155Tracer.Options> trace) {
    return new TransitionTool.Options(
        folder.resolve("alloc.json").toString(),
        folder.resolve(vector.environment).toString(),
        folder.resolve(vector.transactions).toString(),
        "",
        vector.outputs.contains("a") ? "stdout" : "",
        vector.outputs.contains("r") ? "stdout" : "",
        vector.outputs.contains("b") ? "stdout" : "",
        vector.fork,
        "1",
        vector.reward,
        "",
        trace);
  }

  private static int run(
      TransitionTool.Options options, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new TransitionTool(
            options,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run();
  }

  private static void unpack(String number, Path folder) {
    String prefix = PREFIX + number + "/";
    for (String name : Vectors.entries(ARCHIVE, prefix)) {
      try {
        Files.write(folder.resolve(name.substring(prefix.length())), Vectors.entry(ARCHIVE, name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
