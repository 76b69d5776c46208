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
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.types.Block;
import org.cairn.tools.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks from their parts, and parts that are none. */
final class BlockBuilderTest {
  private static final String HASH =
      "325aea6db48e9d737cddf59034843e99f05bec269453be83c9b9a981a232cc2e";
  private static final String HEADER =
      "\"stateRoot\": \"0x"
          + HASH
          + "\", \"number\": \"0x1\", \"gasLimit\": \"0x2\", \"timestamp\": \"0x3\"";
  private static final String KEY =
      "\"secretKey\": \"0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8\"";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String documents, String clique) {
    BlockBuilder.Options options =
        new BlockBuilder.Options("stdin", "stdin", "stdin", "stdin", clique, "", "stdout");
    return new BlockBuilder(
            options,
            new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run();
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private JsonNode built() {
    return Vectors.json(out.toByteArray());
  }

  @Test
  void headerOfFourMembersIsEnough() {
    assertThat(run("{\"header\": {" + HEADER + "}, \"txs\": \"0xc0\"}", "")).as(errors()).isZero();
    assertThat(built().get("hash").asText())
        .isEqualTo("0x3b63e076a37525df7aa6307c27cbe6b7c34c39811ac8c7b0233d031d30bc87c1");
    assertThat(built().get("rlp").asText()).endsWith("c0c0");
  }

  @Test
  void blockOfPragueHasAllMembers() {
    String header =
        HEADER
            + ", \"baseFeePerGas\": \"0x7\", \"withdrawalsRoot\": \"0x"
            + HASH
            + "\", \"blobGasUsed\": \"0x1\", \"excessBlobGas\": \"0x2\", \"parentBeaconBlockRoot\": \"0x"
            + HASH
            + "\", \"requestsHash\": \"0x"
            + HASH
            + "\", \"difficulty\": \"0x5\", \"nonce\": \"0x0000000000000001\", \"extraData\": \"0x01\", \"mixHash\": \"0x"
            + HASH
            + "\"";
    String withdrawals =
        "[{\"index\": \"0x42\", \"validatorIndex\": \"0x43\", \"amount\": \"0x2a\","
            + " \"address\": \"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b\"}]";
    assertThat(run("{\"header\": {" + header + "}, \"withdrawals\": " + withdrawals + "}", ""))
        .as(errors())
        .isZero();
    assertThat(built().get("hash").asText())
        .isEqualTo("0x4bc3d5b1e766bad873305e07c4f75361a770fa99626450ccec80bca32fe1ae29");
    Block block = Block.decode(Bytes.of(built().get("rlp").asText()));
    assertThat(block.body().withdrawalList().orElseThrow()).hasSize(1);
  }

  @Test
  void signerOfCliqueSeals() {
    String documents =
        "{\"header\": {"
            + HEADER
            + ", \"nonce\": \"0x0000000000000001\"}, \"txs\": \"0xc0\", \"clique\": {"
            + KEY
            + "}}";
    assertThat(run(documents, "stdin")).as(errors()).isZero();
    assertThat(built().get("hash").asText())
        .isEqualTo("0x85bf21e922c95f78678c88354e4b4dbe5b7d44d7000bc8b7b6ab79ec520e2e18");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | '' | it is empty",
        "2 | no JSON | failed unmarshalling stdin",
        "2 | {} | header is no object",
        "2 | {\"header\": []} | header is no object",
        "2 | {\"header\": {}} | header.stateRoot is missing.",
        "2 | {\"header\": {\"stateRoot\": \"0x12\"}} | where a hash has 32",
        "2 | {\"header\": {HEADER, \"number\": \"abc\"}} | is no number",
        "2 | {\"header\": {HEADER, \"gasLimit\": \"0x8000000000000000\"}} | 63 bits",
        "2 | {\"header\": {HEADER, \"nonce\": \"0x01\"}} | 8 belong",
        "2 | {\"header\": {HEADER, \"logsBloom\": \"0x\"}} | 256 belong",
        "2 | {\"header\": {HEADER, \"extraData\": \"0xz\"}} | no hexadecimal text",
        "2 | {\"header\": {HEADER}, \"txs\": 5} | transaction is not a string",
        "2 | {\"header\": {HEADER}, \"ommers\": {}} | ommers is no list",
        "2 | {\"header\": {HEADER}, \"withdrawals\": 1} | withdrawals is no list",
        "2 | {\"header\": {HEADER}, \"withdrawals\": [1]} | withdrawals[0] is no object",
        "2 | {\"header\": {HEADER}, \"clique\": {}} | clique.secretKey is missing.",
        "2 | {\"header\": {HEADER}, \"clique\": {\"secretKey\": \"0xZERO\"}} | no key",
        "2 | {\"header\": {HEADER}, \"clique\": {\"secretKey\": \"0xFULL\"}} | no key",
        "2 | {\"header\": {HEADER}, \"clique\": {KEY, \"vanity\": \"0x11\"}} | where a hash has 32",
        "3 | {\"header\": {HEADER, \"extraData\": \"0x\"}, \"clique\": {KEY}} | overwrite",
        "3 | {\"header\": {HEADER, \"miner\": \"0xADR\"}, \"clique\": {KEY, \"voted\": \"0xADR\"}}"
            + " | overwrite provided coinbase",
        "3 | {\"header\": {HEADER, \"nonce\": \"0x0000000000000000\"},"
            + " \"clique\": {KEY, \"authorize\": true}} | overwrite provided nonce",
        "3 | {\"header\": {HEADER, \"blobGasUsed\": \"0x0\"}, \"clique\": {KEY}} | before Shanghai",
        "2 | {\"header\": {HEADER}, \"txs\": \"0xzz\"} | unable to decode transaction",
        "2 | {\"header\": {HEADER}, \"txs\": \"0xc3\"} | unable to decode transaction",
        "2 | {\"header\": {HEADER}, \"txs\": \"0xc101\"} | unable to decode transaction",
        "2 | {\"header\": {HEADER}, \"txs\": \"0xfbffffffff\"} | unable to decode transaction",
        "2 | {\"header\": {HEADER}, \"ommers\": [\"0xc0\"]} | unable to decode ommer",
      })
  void malformedPartsEndInOneSentence(int code, String documents, String sentence) {
    String json =
        documents
            .replace("HEADER", HEADER)
            .replace("KEY", KEY)
            .replace("ZERO", "0".repeat(64))
            .replace("FULL", "f".repeat(64))
            .replace("ADR", "2adc25665018aa1fe0e6bc666dac8fc2697ff9ba");
    assertThat(run(json, json.contains("clique") ? "stdin" : "")).as(errors()).isEqualTo(code);
    assertThat(errors()).contains(sentence).startsWith("ERROR(" + code + "): ");
    assertThat(errors().lines()).hasSize(1);
    assertThat(out.size()).isZero();
  }

  @Test
  void filesThatAreAbsentEndWithTwoAndFoldersThatCannotBeMadeWithEleven(@TempDir Path folder)
      throws IOException {
    String absent = folder.resolve("absent").toString();
    String file = Files.writeString(folder.resolve("file"), "{}").toString();
    for (String[] places : new String[][] {{absent, ""}, {file, file + "/below"}}) {
      err.reset();
      BlockBuilder.Options options =
          new BlockBuilder.Options(places[0], "", "", absent, "", places[1], "block.json");
      BlockBuilder builder =
          new BlockBuilder(
              options,
              new ByteArrayInputStream(new byte[0]),
              new PrintStream(out),
              new PrintStream(err));
      assertThat(builder.run()).isEqualTo(places[1].isEmpty() ? 2 : 11);
      assertThat(errors().lines()).hasSize(1);
    }
  }
}
