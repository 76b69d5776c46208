package org.cairn.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.execution.CallRequest;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.state.StateTestTransaction;
import org.junit.jupiter.api.Test;

/** Traces line by line against those of go-ethereum's {@code evm}. */
final class Eip3155ReferenceTest {
  private static final String ARCHIVE = "geth-t8n.zip";

  @Test
  void traceOfPlainCodeIsTheSame() {
    compare(31, Forks.CANCUN);
  }

  @Test
  void traceOfCallsStorageAndRevertsIsTheSame() {
    compare(32, Forks.PARIS);
  }

  private static void compare(int number, Fork fork) {
    String folder = "cmd/evm/testdata/" + number + "/";
    JsonNode transaction = Vectors.json(ARCHIVE, folder + "txs.json").get(0);
    String name =
        Vectors.entries(ARCHIVE, folder + "trace-0").stream()
            .filter(entry -> entry.endsWith("jsonl"))
            .findFirst()
            .orElseThrow();
    String expected = new String(Vectors.entry(ARCHIVE, name), StandardCharsets.UTF_8);
    StringBuilder trace = new StringBuilder();
    CallRequest request =
        CallRequest.of(
            StateTestTransaction.sender(Member.root("transaction", transaction)),
            Optional.of(Address.of(transaction.get("to").asText())),
            U256.of(transaction.get("gas").asText()).toLong(),
            U256.of(transaction.get("value").asText()),
            Bytes.of(transaction.get("input").asText()));
    new TransactionExecutor(new CodeCache(1 << 20))
        .call(
            request,
            fork,
            block(),
            FixtureState.of(Vectors.json(ARCHIVE, folder + "alloc.json")),
            new Cancellation(),
            new Eip3155Tracer(trace));
    List<String> steps = expected.lines().filter(line -> line.startsWith("{\"pc\"")).toList();
    assertThat(trace.toString().lines().filter(line -> line.startsWith("{\"pc\"")))
        .containsExactlyElementsOf(steps);
    assertThat(trace.toString().lines().toList().getLast())
        .isEqualTo(expected.lines().toList().getLast());
  }

  private static BlockEnvironment block() {
    return new BlockEnvironment(
        U256.ONE,
        1,
        1_000,
        1L << 36,
        Address.of("2adc25665018aa1fe0e6bc666dac8fc2697ff9ba"),
        U256.ZERO,
        Hash32.ZERO,
        U256.of(7),
        U256.ONE,
        height -> Hash32.ZERO);
  }
}
