package org.cairn.tools.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.cairn.tools.Mutations;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateTestsTest {
  /** A transfer; the post entries of London say neither root nor logs. */
  private static final String TEST =
      """
      {"env": {"currentCoinbase": "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
               "currentGasLimit": "0x1000000", "currentNumber": "1", "currentTimestamp": "0x3e8",
               "currentDifficulty": "0x20000", "currentBaseFee": "0x0a"},
       "pre": {"a94f5374fce5edbc8e2a8697c15331677e6ebf0b":
                {"balance": "0x1000000000", "nonce": "0x0", "code": "0x",
                 "storage": {"0x01": "0x02"}}},
       "transaction": {"data": ["0x"], "gasLimit": ["0x5208", "0x10"], "gasPrice": "0x0a",
               "nonce": "0x00", "value": ["0x01"], "to": "0x00000000000000000000000000000000000000aa",
               "secretKey": "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8"},
       "post": {"London": [{"indexes": {"data": 0, "gas": 0, "value": 0}},
                           {"indexes": {"data": 0, "gas": 1, "value": 0}}],
                "Nowhere": [{}]}}
      """;

  private static JsonNode json() {
    return Vectors.json(TEST.getBytes(StandardCharsets.UTF_8));
  }

  private static List<TestResult> run(JsonNode test) {
    return run(test, StateTestChoice.ALL);
  }

  private static List<TestResult> run(JsonNode test, StateTestChoice choice) {
    List<TestResult> results = new ArrayList<>();
    new StateTests(choice)
        .run(new TestCase("x.json", "t", Member.root("x.json, test t", test)), results::add);
    return results;
  }

  @Test
  void reportsEachEntryOfEachFork() {
    List<TestResult> results = run(json());
    assertThat(results).hasSize(3).noneMatch(TestResult::passed);
    assertThat(results.get(0).error().orElseThrow())
        .startsWith("the state root is " + results.get(0).stateRoot().orElseThrow());
    assertThat(results.get(1).error())
        .hasValue("the transaction was refused: INTRINSIC_GAS_TOO_LOW");
    assertThat(results.get(2).error()).hasValue("unsupported fork \"Nowhere\"");
    assertThat(results.get(2).stateRoot()).isEmpty();
  }

  @Test
  void passesWhenTheRootAndTheLogsAreThoseOfTheTest() {
    JsonNode test = json();
    String root = run(test).getFirst().stateRoot().orElseThrow().toString();
    ObjectNode post = (ObjectNode) test.get("post").get("London").get(0);
    post.put("hash", root);
    // keccak of the empty list
    post.put("logs", "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
    assertThat(run(test).getFirst().passed()).isTrue();
  }

  @Test
  void runsOnlyWhatIsChosen() {
    Pattern any = Pattern.compile("");
    assertThat(run(json(), new StateTestChoice(Optional.of("London"), OptionalInt.empty(), any)))
        .hasSize(2);
    assertThat(run(json(), new StateTestChoice(Optional.empty(), OptionalInt.of(1), any)))
        .singleElement()
        .matches(result -> result.fork().equals("London"));
    assertThat(
            run(
                json(),
                new StateTestChoice(
                    Optional.empty(), OptionalInt.empty(), Pattern.compile("other"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "env,'env is missing.'",
    "pre,'pre is missing.'",
    "post,'post is missing.'",
    "transaction,'transaction is missing.'",
    "env/currentNumber,'env.currentNumber is missing.'",
    "env/currentCoinbase,'env.currentCoinbase is missing.'",
    "env/currentGasLimit,'env.currentGasLimit is missing.'",
    "env/currentTimestamp,'env.currentTimestamp is missing.'",
    "transaction/data,'transaction.data is missing.'",
    "transaction/gasLimit,'transaction.gasLimit is missing.'",
    "transaction/value,'transaction.value is missing.'",
    "transaction/gasPrice,'transaction.gasPrice is missing.'",
    "transaction/secretKey,'transaction.secretKey is missing.'"
  })
  void saysWhichMemberIsMissing(String path, String sentence) {
    JsonNode test = json();
    int slash = path.indexOf('/');
    ObjectNode parent = (ObjectNode) (slash < 0 ? test : test.get(path.substring(0, slash)));
    parent.remove(path.substring(slash + 1));
    assertThatThrownBy(() -> run(test))
        .isInstanceOf(FixtureException.class)
        .hasMessage("x.json, test t: " + sentence);
  }

  @Test
  void refusesIndicesBeyondTheirLists() {
    JsonNode test = json();
    ((ObjectNode) test.get("post").get("London").get(0).get("indexes")).put("data", 7);
    assertThatThrownBy(() -> run(test))
        .hasMessage("x.json, test t: transaction.data has 1 entries and none at 7.");
  }

  @Test
  void refusesKeysThatAreNone() {
    JsonNode test = json();
    ((ObjectNode) test.get("transaction")).put("secretKey", "0x" + "0".repeat(64));
    assertThatThrownBy(() -> run(test))
        .hasMessage("x.json, test t: transaction.secretKey is no private key.");
  }

  /** Every value of the test, replaced by every kind of value: a result or one sentence. */
  @Test
  void survivesAnyValueInAnyPlace() {
    int runs =
        Mutations.each(
            json(),
            Vectors.seed(StateTestsTest.class),
            mutated -> {
              try {
                run(mutated);
              } catch (FixtureException e) {
                assertThat(e.getMessage()).startsWith("x.json, test t").endsWith(".");
              }
            });
    assertThat(runs).isGreaterThan(300);
  }
}
