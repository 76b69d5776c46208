package org.cairn.tools.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cairn.tools.Mutations;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestResult;
import org.junit.jupiter.api.Test;

/** Official block tests with a value replaced: a result or one sentence, never a crash. */
final class HostileBlocksReferenceTest {
  private interface Runner {
    TestResult run(TestCase test);
  }

  private static TestCase test(JsonNode root) {
    return new TestCase("x.json", "t", Member.root("x.json, test t", root));
  }

  private static void mutate(JsonNode root, Runner runner) {
    assertThat(runner.run(test(root)).error()).isEmpty();
    int runs =
        Mutations.each(
            root,
            Vectors.seed(HostileBlocksReferenceTest.class),
            mutated -> {
              try {
                runner.run(test(mutated));
              } catch (FixtureException e) {
                assertThat(e.getMessage()).startsWith("x.json, test t").endsWith(".");
              }
            });
    assertThat(runs).isGreaterThan(300);
  }

  @Test
  void blockTestsWithAnyValueInAnyPlaceEndInAResultOrASentence() {
    ObjectNode root =
        Vectors.json(
                "blockchain-eest-v5.4.0.zip",
                Vectors.entries("blockchain-eest-v5.4.0.zip", "").stream()
                    .filter(name -> name.endsWith("frontier/opcodes/test_calldataload.json"))
                    .findFirst()
                    .orElseThrow())
            .elements()
            .next()
            .deepCopy();
    mutate(root, new BlockTests()::run);
    root.remove("genesisRLP");
    mutate(root, new BlockTests()::run);
  }

  @Test
  void payloadsWithAnyValueInAnyPlaceEndInAResultOrASentence() {
    String archive = "engine-benchmark-osaka-v0.0.7.zip";
    String file =
        Vectors.entries(archive, "").stream()
            .filter(name -> name.endsWith("selfdestruct_created.json"))
            .findFirst()
            .orElseThrow();
    ObjectNode root = Vectors.json(archive, file).elements().next().deepCopy();
    BlockTests tests = new BlockTests();
    // the state and the schedule are read as in block tests
    ObjectNode small = root.deepCopy();
    assertThat(tests.run(test(small)).error()).isEmpty();
    int runs =
        Mutations.each(
            root.get("engineNewPayloads"),
            Vectors.seed(HostileBlocksReferenceTest.class),
            mutated -> {
              small.set("engineNewPayloads", mutated);
              try {
                tests.run(test(small));
              } catch (FixtureException e) {
                assertThat(e.getMessage()).startsWith("x.json, test t").endsWith(".");
              }
            });
    assertThat(runs).isGreaterThan(100);
  }
}
