package org.cairn.tools.transition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cairn.tools.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are no transition: one sentence and the exit code 2. */
final class TransitionToolTest {
  private static final String ENVIRONMENT =
      """
      {"currentCoinbase": "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
       "currentGasLimit": 30000000, "currentNumber": "0x1", "currentTimestamp": 1000,
       "currentDifficulty": "131072"}\
      """;
  private static final String TRANSACTION =
      """
      {"type": "0x0", "nonce": "0x0", "gas": "0x5208", "gasPrice": "0x1", "value": "0x1",
       "to": "0x8a8eafb1cf62bfbeb1741769dae1a9dd47996192", "input": "0x",
       "v": "0x0", "r": "0x0", "s": "0x0",
       "secretKey": "0x0000000000000000000000000000000000000000000000000000000000000001"}\
      """;
  private static final String SENDER =
      "\"0x7e5f4552091a69125d5dfcb7b8c2659029395bdf\": {\"balance\": \"0xffffff\"}";

  private String opcodeCount = "";
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void appliesWhatComesByStandardInput() {
    String documents =
        "{\"alloc\": {"
            + SENDER
            + "}, \"env\": "
            + ENVIRONMENT
            + ", \"txs\": ["
            + TRANSACTION
            + "]}";
    assertThat(run(documents, "Berlin")).as(errors()).isZero();
    JsonNode result = Vectors.json(out.toByteArray());
    assertThat(result.at("/result/gasUsed").asText()).isEqualTo("0x5208");
    assertThat(result.at("/alloc/0x8a8eafb1cf62bfbeb1741769dae1a9dd47996192/balance").asText())
        .isEqualTo("0x1");
  }

  @Test
  void transactionThatCannotBePaidIsRefusedInTheWordsThatFillersKnow() {
    String documents =
        "{\"alloc\": {}, \"env\": " + ENVIRONMENT + ", \"txs\": [" + TRANSACTION + "]}";
    assertThat(run(documents, "Berlin")).as(errors()).isZero();
    assertThat(Vectors.json(out.toByteArray()).at("/result/rejected/0/error").asText())
        .isEqualTo(
            "insufficient funds for gas * price + value: address"
                + " 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf have 0 want 21001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | '' | it is empty",
        "2 | no JSON | failed unmarshalling stdin",
        "2 | [] | env.currentCoinbase is missing.",
        "2 | {\"env\": 7} | env is no object.",
        "2 | {\"env\": {}} | env.currentCoinbase is missing.",
        "2 | {\"env\": ENV, \"alloc\": []} | alloc is no object.",
        "2 | {\"env\": ENV, \"alloc\": {\"0x12\": {\"balance\": \"0x1\"}}} | alloc.0x12 has a name that is no address.",
        "2 | {\"env\": ENV, \"alloc\": {\"ADR\": {}}} | balance is missing.",
        "2 | {\"env\": ENV, \"alloc\": {\"ADR\": {\"balance\": \"0xxy\"}}} | is no number",
        "2 | {\"env\": ENV, \"alloc\": {\"ADR\": {\"balance\": 1, \"storage\": {\"0x0\": 1}}}} | storage.0x0 is no text.",
        "2 | {\"env\": ENV, \"alloc\": {\"ADR\": {\"balance\": 1, \"storage\": {\"x\": \"1\"}}}} | has a name that is no hexadecimal text of 32 bytes.",
        "2 | {\"env\": ENV, \"alloc\": {\"ADR\": {\"balance\": \"-1\"}}} | is no number",
        "2 | {\"env\": ENV, \"alloc\": {\"ADR\": {\"balance\": 1, \"code\": \"0x1\"}}} | no hex",
        "2 | {\"env\": ENV, \"alloc\": {\"ADR\": {\"balance\": 1, \"nonce\": \"BIG\"}}} | 64 bits",
        "2 | {\"env\": ENV, \"alloc\": {}, \"txs\": {}} | txs is no list.",
        "2 | {\"env\": ENV, \"alloc\": {}, \"txs\": [{}]} | txs[0].nonce is missing.",
        "2 | {\"env\": ENV, \"alloc\": {}, \"txs\": [{\"type\": \"0x7f\"}]} | not supported",
        "2 | {\"env\": ENV, \"alloc\": {}, \"txsRlp\": \"0xzz\"} | no hex",
        "2 | {\"env\": ENV, \"alloc\": {}, \"txsRlp\": \"0xc3\"} | RLP is malformed",
        "2 | {\"env\": ENV, \"alloc\": {}, \"txsRlp\": \"0xfbffffffff\"} | RLP is malformed",
      })
  void malformedDocumentsEndInOneSentence(int code, String documents, String sentence) {
    String json =
        documents
            .replace("ENV", ENVIRONMENT.replace("\n", " "))
            .replace("ADR", "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf")
            .replace("BIG", "0x1" + "0".repeat(16));
    assertThat(run(json, "Berlin")).as(errors()).isEqualTo(code);
    assertThat(errors()).contains(sentence).startsWith("ERROR(" + code + "): ");
    assertThat(errors().lines()).hasSize(1);
    assertThat(out.size()).isZero();
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThat(run("[".repeat(1_000_000), "Berlin")).isEqualTo(2);
    assertThat(errors().lines()).hasSize(1);
  }

  @Test
  void numberOfAMillionDigitsIsRefused() {
    String documents =
        "{\"alloc\": {}, \"env\": "
            + ENVIRONMENT.replace("\"131072\"", '"' + "9".repeat(1_000_000) + '"')
            + "}";
    assertThat(run(documents, "Berlin")).isEqualTo(2);
    assertThat(errors().lines()).hasSize(1);
    assertThat(errors().length()).isLessThan(400);
  }

  @Test
  void unknownForkIsAnErrorOfTheConfiguration() {
    String documents = "{\"alloc\": {}, \"env\": " + ENVIRONMENT + "}";
    for (String fork :
        new String[] {
          "Nope",
          "",
          "BPO",
          "BPO99",
          "London+1346",
          "London+",
          "London+2929",
          "+1344",
          "London+1153+",
          "BerlinToLondonAt5+x",
          "../x",
          "ToAt5"
        }) {
      err.reset();
      assertThat(run(documents, fork)).as(fork).isEqualTo(3);
      assertThat(errors().lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Berlin, 5f, 0x186a0",
    "Berlin+3855, 5f, 0xcf1a",
    "Byzantium+1344, 46, 0xcf4e",
    "Berlin+1153+3855, 5f5c, 0xcf8e",
    "BerlinToLondonAt5+3855, 5f, 0xcf1a"
  })
  void instructionsOfExtraEipsAreThere(String fork, String code, String gasUsed) {
    String documents =
        "{\"alloc\": {"
            + SENDER
            + "}, \"env\": "
            + ENVIRONMENT
            + ", \"txs\": ["
            + TRANSACTION
                .replace("\"to\": \"0x8a8eafb1cf62bfbeb1741769dae1a9dd47996192\",", "")
                .replace("0x5208", "0x186a0")
                .replace("\"0x\"", "\"0x" + code + "\"")
            + "]}";
    assertThat(run(documents, fork)).as(errors()).isZero();
    assertThat(Vectors.json(out.toByteArray()).at("/result/gasUsed").asText()).isEqualTo(gasUsed);
  }

  @Test
  void missingFileIsAnErrorOfInput(@TempDir Path folder) throws IOException {
    Path env = Files.writeString(folder.resolve("env.json"), ENVIRONMENT);
    Path alloc = Files.writeString(folder.resolve("alloc.json"), "{}");
    String absent = folder.resolve("absent.json").toString();
    assertThat(tool(absent, env.toString(), absent, "", "Berlin").run()).isEqualTo(2);
    assertThat(errors()).contains("failed reading alloc file");
    err.reset();
    assertThat(tool(alloc.toString(), env.toString(), absent, "", "Berlin").run()).isEqualTo(2);
    assertThat(errors()).contains("failed reading txs file");
  }

  @Test
  void folderThatCannotBeMadeIsAnErrorOfOutput(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    String documents = "{\"alloc\": {}, \"env\": " + ENVIRONMENT + "}";
    TransitionTool tool =
        new TransitionTool(
            options("stdin", "stdin", "stdin", file.resolve("below").toString(), "Berlin"),
            new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out),
            new PrintStream(err));
    assertThat(tool.run()).isEqualTo(11);
    assertThat(errors().lines()).hasSize(1);
  }

  @Test
  void instructionsOfTransactionsAreCounted(@TempDir Path folder) throws IOException {
    // PUSH1 0, PUSH1 0, RETURN as init code; the last transaction's first opcode is no instruction
    String creation =
        TRANSACTION.replace("\"to\": \"0x8a8eafb1cf62bfbeb1741769dae1a9dd47996192\",", "");
    String documents =
        "{\"alloc\": {"
            + SENDER
            + "}, \"env\": "
            + ENVIRONMENT
            + ", \"txs\": ["
            + creation.replace("0x5208", "0x186a0").replace("\"0x\"", "\"0x60006000f3\"")
            + ","
            + creation
                .replace("0x5208", "0x186a0")
                .replace("\"nonce\": \"0x0\"", "\"nonce\": \"0x1\"")
                .replace("\"0x\"", "\"0x0c\"")
            + "]}";
    opcodeCount = folder.resolve("counts.json").toString();
    assertThat(run(documents, "Berlin")).as(errors()).isZero();
    assertThat(Vectors.json(Files.readAllBytes(Path.of(opcodeCount))))
        .isEqualTo(
            Vectors.json(
                "{\"PUSH1\": 2, \"RETURN\": 1, \"opcode 0xc not defined\": 1}"
                    .getBytes(StandardCharsets.UTF_8)));
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int run(String documents, String fork) {
    return new TransitionTool(
            options("stdin", "stdin", "stdin", "", fork),
            new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run();
  }

  private TransitionTool tool(String alloc, String env, String txs, String folder, String fork) {
    return new TransitionTool(
        options(alloc, env, txs, folder, fork),
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private TransitionTool.Options options(
      String alloc, String env, String txs, String folder, String fork) {
    return new TransitionTool.Options(
        alloc,
        env,
        txs,
        folder,
        "stdout",
        "stdout",
        "stdout",
        fork,
        "1",
        "0",
        opcodeCount,
        Optional.empty());
  }
}
