package org.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.cairn.node.Node;
import org.cairn.node.query.CallOutcome;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.Forks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
  private final ChainInMemory chain = SampleChain.at(Forks.PETERSBURG);
  private final Asked asked = Asked.of(chain);

  private static void isError(JsonNode answer, int code, String id) {
    assertThat(answer.get("jsonrpc").asText()).isEqualTo("2.0");
    assertThat(answer.at("/error/code").asInt()).as("%s", answer).isEqualTo(code);
    assertThat(answer.at("/error/message").asText()).isNotEmpty();
    assertThat(answer.get("id")).isEqualTo(Asked.parse(id));
    assertThat(answer.has("result")).isFalse();
  }

  private static String request(String id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":[]}".formatted(id, method);
  }

  @Test
  void answersExactlyAsTheSpecificationOfJsonRpcShowsIt() {
    assertThat(asked.raw(request("1", "eth_chainId")))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x539\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-5", "1.5", "1e3", "12345678901234567890123", "\"a\"", "\"\"", "null"})
  void givesBackTheIdAsItCame(String id) {
    assertThat(asked.raw(request(id, "eth_chainId"))).contains("\"id\":" + id + ",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "true"})
  void refusesIdsOfOtherTypes(String id) {
    isError(asked.json(request(id, "eth_chainId")), -32600, "null");
  }

  @Test
  void saysNothingToNotificationsButDoesThem() {
    assertThat(asked.raw("{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}")).isEmpty();
    assertThat(asked.raw("{\"jsonrpc\":\"2.0\",\"method\":\"eth_nosuch\"}")).isEmpty();
    assertThat(asked.raw("[{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}]")).isEmpty();
    assertThat(chain.viewsTaken).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"jsonrpc\":\"2.0\",\"id\":1,", "nonsense", "[1,", "{} {}"})
  void answersBrokenJsonWithParseError(String request) {
    isError(asked.json(request), -32700, "null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"text\"",
        "null",
        "{}",
        "{\"id\":1}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"eth_chainId\"}",
        "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"eth_chainId\"}",
        "{\"id\":1,\"method\":\"eth_chainId\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":\"bar\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":null}"
      })
  void answersWhatIsNoRequestWithInvalidRequest(String request) {
    JsonNode answer = asked.json(request);
    isError(answer, -32600, request.contains("\"id\":1") ? "1" : "null");
  }

  @Test
  void aMemberThatOccursTwiceMakesTheWholeRequestInvalidJson() {
    isError(
        asked.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"eth_chainId\"}"),
        -32700,
        "null");
  }

  @Test
  void ignoresMembersItDoesNotKnow() {
    assertThat(
            asked
                .json(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"trace\":{\"a\":1}}")
                .get("result")
                .asText())
        .isEqualTo("0x539");
  }

  @Test
  void answersBatchesInOrderAndLeavesNotificationsOut() {
    JsonNode answers =
        asked.json(
            "["
                + request("1", "eth_chainId")
                + ",{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"},5,{\"foo\":\"bar\"},"
                + request("\"x\"", "eth_nosuch")
                + "]");
    assertThat(answers).hasSize(4);
    assertThat(answers.get(0).get("result").asText()).isEqualTo("0x539");
    isError(answers.get(1), -32600, "null");
    isError(answers.get(2), -32600, "null");
    isError(answers.get(3), -32601, "\"x\"");
  }

  @Test
  void takesOneViewForABatchAndGivesItBack() {
    asked.json("[" + request("1", "eth_blockNumber") + "," + request("2", "eth_blockNumber") + "]");
    assertThat(chain.viewsTaken).isEqualTo(1);
    assertThat(chain.viewsOpen).isZero();
  }

  @Test
  void refusesEmptyAndTooLongBatchesAsAWhole() {
    isError(asked.json("[]"), -32600, "null");
    String hundred = ("," + request("1", "eth_chainId")).repeat(100).substring(1);
    assertThat(asked.json("[" + hundred + "]")).hasSize(100);
    isError(asked.json("[" + hundred + "," + request("1", "eth_chainId") + "]"), -32600, "null");
  }

  @Test
  void namesUnknownMethodsAndHidesTheRestOfALongName() {
    isError(asked.json(request("1", "eth_nosuch")), -32601, "1");
    JsonNode answer = asked.json(request("1", "x".repeat(100_000)));
    isError(answer, -32601, "1");
    assertThat(answer.at("/error/message").asText()).hasSizeLessThan(200);
  }

  @Test
  void takesParametersByPositionAndNotMoreThanTheMethodHas() {
    JsonNode byName =
        asked.json(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":{\"address\":\"0x\"}}");
    isError(byName, -32602, "1");
    assertThat(asked.error("eth_chainId", "[1]").get("code").asInt()).isEqualTo(-32602);
    assertThat(asked.error("eth_getBlockByNumber", "[]").get("message").asText())
        .startsWith("params[");
  }

  @Test
  void saysWhyTheNodeIsNotReady() {
    chain.readiness = new Node.Readiness(false, "state is 12 blocks behind");
    JsonNode answer = asked.json(request("1", "web3_clientVersion"));
    isError(answer, -32000, "1");
    assertThat(answer.at("/error/message").asText())
        .isEqualTo("not ready: state is 12 blocks behind");
  }

  @Test
  void needsTheRoleForAdministration() {
    isError(asked.json(request("1", "admin_jobs")), -32000, "1");
    Asked admin = new Asked(new Dispatcher(chain, RpcLimits.DEFAULT), Rights.ADMIN);
    assertThat(admin.result("admin_jobs", "[]")).isEmpty();
  }

  @Test
  void tellsANumberInsteadOfWhatWentWrongInside() {
    chain.calls =
        call -> {
          throw new IllegalStateException("password=secret");
        };
    JsonNode error = asked.error("eth_call", "[{},'latest']");
    assertThat(error.get("code").asInt()).isEqualTo(-32603);
    assertThat(error.get("message").asText()).doesNotContain("secret").contains("log");
    assertThat(chain.viewsOpen).isZero();
  }

  @Test
  void refusesBodiesAboveTheLimitWithoutReadingThem() {
    Dispatcher small = new Dispatcher(chain, new RpcLimits(1024, 32, 100, 1 << 20, 10, 10, 0));
    byte[] bytes = " ".repeat(1025).getBytes(StandardCharsets.UTF_8);
    JsonNode answer =
        Asked.parse(small.answer(bytes, bytes.length, Rights.READ).orElseThrow().toString());
    isError(answer, -32600, "null");
    assertThat(answer.at("/error/message").asText()).contains("1024");
  }

  @Test
  void boundsTheAnswersOfABatchTogether() {
    Dispatcher small = new Dispatcher(chain, new RpcLimits(1 << 20, 32, 1000, 1 << 16, 10, 10, 0));
    chain.calls = call -> new CallOutcome.Returned(Bytes.wrap(new byte[10_000]), 1);
    String call =
        ",{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[{},\"latest\"]}";
    JsonNode answers =
        new Asked(small, Rights.READ).json("[" + call.repeat(1000).substring(1) + "]");
    assertThat(answers).hasSize(1000);
    assertThat(answers.get(0).has("result")).isTrue();
    isError(answers.get(999), -32003, "1");
  }

  @Test
  void refusesDeepNestingInsideAParameter() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    isError(
        asked.json(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":" + deep + "}"),
        -32700,
        "null");
  }

  @Test
  void answersEveryMutationOfARequestWithOneAnswerOrNone() {
    long seed = Long.getLong("cairn.seed", 20261121);
    Random random = new Random(seed);
    byte[] sample =
        ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"0x0\","
                + "\"toBlock\":\"latest\",\"address\":[],\"topics\":[null,[\"0x1\"]]}]},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x0\",true]}]")
            .getBytes(StandardCharsets.UTF_8);
    Dispatcher dispatcher = new Dispatcher(chain, RpcLimits.DEFAULT);
    for (int round = 0; round < 10_000; round++) {
      byte[] bytes = sample.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
      }
      dispatcher
          .answer(bytes, bytes.length, Rights.READ)
          .ifPresent(answer -> assertThat(Asked.parse(answer.toString())).isNotEmpty());
      assertThat(chain.viewsOpen).as("seed %d", seed).isZero();
    }
  }
}
