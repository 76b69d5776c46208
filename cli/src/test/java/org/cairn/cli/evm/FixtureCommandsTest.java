package org.cairn.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class FixtureCommandsTest {
  /** PUSH1 1 PUSH1 0 SSTORE. */
  private static final String STATE_TEST =
      """
      {"first<&>": {
        "env": {"currentCoinbase": "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
          "currentGasLimit": "0x1000000", "currentNumber": "1", "currentTimestamp": "0x3e8"},
        "pre": {
          "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b": {"balance": "0x1000000000"},
          "0x00000000000000000000000000000000000000aa": {"code": "0x6001600055"}},
        "transaction": {"data": ["0x"], "gasLimit": ["0x15208"], "gasPrice": "0x0a",
          "nonce": "0x00", "value": ["0x01"], "to": "0x00000000000000000000000000000000000000aa",
          "sender": "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"},
        "post": {"Istanbul": [{
          "hash": "%s",
          "logs": "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"}]}}}
      """;

  @TempDir private Path folder;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeTest() throws IOException {
    file = folder.resolve("test.json");
    Files.writeString(file, STATE_TEST.formatted("0x" + "0".repeat(64)));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private JsonNode results() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void aStateTestThatFailsIsListedWithItsRoot() throws IOException {
    assertThat(run("statetest", file.toString())).isEqualTo(1);
    JsonNode result = results().get(0);
    assertThat(result.get("name").asText()).isEqualTo("first<&>");
    assertThat(result.get("pass").asBoolean()).isFalse();
    assertThat(result.get("fork").asText()).isEqualTo("Istanbul");
    assertThat(result.get("error").asText()).startsWith("the state root is ");
    assertThat(err).hasToString("{\"stateRoot\": \"" + result.get("stateRoot").asText() + "\"}\n");
  }

  @Test
  void aStateTestWithTheRightRootPasses() throws IOException {
    run("statetest", file.toString());
    String root = results().get(0).get("stateRoot").asText();
    Files.writeString(file, STATE_TEST.formatted(root));
    assertThat(run("statetest", folder.toString())).isZero();
    assertThat(out)
        .hasToString(
            """
            [
              {
                "name": "first\\u003c\\u0026\\u003e",
                "pass": true,
                "stateRoot": "%s",
                "fork": "Istanbul"
              }
            ]
            """
                .formatted(root));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--trace"})
  void instructionsAreTracedInFrontOfTheRoot(String option) {
    assertThat(run("statetest", option, file.toString())).isEqualTo(1);
    assertThat(err.toString().lines().toList())
        .hasSize(6)
        .anyMatch(line -> line.startsWith("{\"pc\":4,\"op\":85,"))
        .last()
        .asString()
        .startsWith("{\"stateRoot\": ");
  }

  @Test
  void optionsOfGoEthereumAreTaken() throws IOException {
    assertThat(
            run(
                "statetest",
                "--trace",
                "--trace.format=json",
                "--trace.nomemory=true",
                "--trace.noreturndata=true",
                "--statetest.fork",
                "Istanbul",
                "--run",
                "first",
                file.toString()))
        .isEqualTo(1);
    assertThat(results()).hasSize(1);
    assertThat(run("statetest", "--run", "second", file.toString())).isZero();
    assertThat(out).hasToString("[]\n");
    assertThat(run("statetest", "--fork", "London", file.toString())).isZero();
    assertThat(out).hasToString("[]\n");
  }

  private void assertRefused(String sentence) {
    assertThat(out).hasToString("");
    assertThat(err).hasToString("cairn: " + sentence + "\n");
  }

  @Test
  void aForkThatDoesNotExistIsRefused() {
    assertThat(run("statetest", "--fork", "Nowhere", file.toString())).isEqualTo(2);
    assertRefused("There is no fork Nowhere.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"statetest", "blocktest"})
  void aPathThatDoesNotExistIsRefused(String command) {
    assertThat(run(command, folder.resolve("none").toString())).isEqualTo(2);
    assertRefused(folder.resolve("none") + " does not exist or cannot be read.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"statetest", "blocktest"})
  void aTestOfAnotherKindIsRefusedWithTheMissingMember(String command) throws IOException {
    Files.writeString(file, "{\"x\": {\"pre\": {}}}");
    assertThat(run(command, file.toString())).isEqualTo(2);
    String missing = command.equals("statetest") ? "post" : "network";
    assertRefused(file + ", test x: " + missing + " is missing.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"statetest", "blocktest"})
  void brokenJsonIsRefusedInOneSentence(String command) throws IOException {
    Files.writeString(file, "{\"x\": {\"pre\": \n");
    assertThat(run(command, file.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("cairn: " + file + " is no JSON at line ");
  }

  @Test
  void theFirstBrokenFileOfAFolderIsNamed() throws IOException {
    Files.delete(file);
    for (int i = 0; i < 40; i++) {
      Files.writeString(folder.resolve("x%02d.json".formatted(i)), i < 30 ? "{}" : "[]");
    }
    assertThat(run("statetest", folder.toString())).isEqualTo(2);
    assertRefused(folder.resolve("x30.json") + " is no JSON object of tests by name.");
  }

  @Test
  void aNetworkThatIsUnknownFails() throws IOException {
    Files.writeString(file, "{\"x\": {\"network\": \"Nowhere\", \"pre\": {}}}");
    assertThat(run("blocktest", file.toString())).isEqualTo(1);
    assertThat(results().get(0).get("error").asText()).isEqualTo("unsupported network \"Nowhere\"");
  }

  @Test
  void wrongOptionsAreRefused() {
    assertThat(run("statetest", "--run", "(", file.toString())).isEqualTo(2);
    assertRefused("--run is no regular expression: Unclosed group.");
    assertThat(run("statetest", "--trace", "--trace.format", "md", file.toString())).isEqualTo(2);
    assertRefused("There is no trace format md but json.");
    assertThat(run("conformance", folder.toString(), "--only", "none.zip")).isEqualTo(2);
    assertRefused("There is no suite none.zip.");
    assertThat(run("conformance", folder.toString())).isEqualTo(2);
    assertRefused(
        folder.resolve("state-legacy-constantinople.zip") + " does not exist or cannot be read.");
  }

  @Test
  void fillersRecogniseTheEvmByItsVersion() {
    for (String option : new String[] {"-v", "--version"}) {
      assertThat(run("evm", option)).isZero();
      assertThat(out.toString()).matches("evm version .*\\R");
    }
    assertThat(run("evm", "t8n", "--help")).isZero();
    assertThat(out.toString()).contains("ConstantinopleFix", "PragueToOsakaAtTime15k", "BPO2");
    assertThat(run("evm", "b11r", "--help")).isZero();
  }

  @Test
  void testsRunBelowTheEvmWithTheOptionsOfFillers() throws IOException {
    String path = file.toString();
    assertThat(run("evm", "--verbosity", "0", "statetest", "--json", "--trace", path)).isOne();
    assertThat(results()).hasSize(1);
    assertThat(err.toString()).contains("\"opName\":\"SSTORE\"");
  }
}
