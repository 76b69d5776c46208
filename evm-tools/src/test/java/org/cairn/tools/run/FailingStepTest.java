package org.cairn.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Frame;
import org.cairn.protocol.evm.Outcome;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.NamedNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What go-ethereum says of instructions that fail: their price as far as known, and why. */
final class FailingStepTest {
  private static final Address SENDER = Address.of("a94f5374fce5edbc8e2a8697c15331677e6ebf0b");
  private static final Address CODE_AT = Address.of(0x1000);

  /** Each account's number and code: a delegation, its target, and those that write. */
  private static final Map<Integer, String> OTHERS =
      Map.of(
          0x2001, "ef01000000000000000000000000000000000000002002",
          0x2002, "00",
          0x3000, "6001600055",
          0x3001, "60006000a0",
          0x3002, "600060005d",
          0x3003, "600060006000f0",
          0x3004, "6000600060006000600161beef6000f1",
          0x3005, "6000ff",
          0x3006, "64010000000060006000f0",
          0x3007, "600060006000640100000000600161beef6000f1");

  /** A fork, a gas limit, a code and the lines of the steps that fail. */
  record Case(String fork, long gasLimit, String code, List<String> failing) {
    @Override
    public String toString() {
      return fork + " " + gasLimit + " " + (code.length() > 80 ? code.substring(0, 80) : code);
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = FailingStepTest.class.getResourceAsStream("failing-steps.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
        String[] words = line.strip().split(" ");
        if (line.startsWith(" ")) {
          cases.getLast().failing().add(line.strip());
        } else if (!line.startsWith("#")) {
          cases.add(new Case(words[0], Long.parseLong(words[1]), words[2], new ArrayList<>()));
        }
      }
    }
    return cases;
  }

  /** Writes down the steps that fail. */
  private static final class Failures implements Tracer {
    final List<String> lines = new ArrayList<>();

    @Override
    public void afterStep(Frame frame, int opcode, long cost, Outcome outcome, String failure) {
      if (!failure.isEmpty() && outcome != Outcome.INVALID_OPCODE) {
        lines.add(String.format("%02x 0x%x %d %s", opcode, cost, frame.refundCounter(), failure));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void instructionFailsAsWithGoEthereum(Case expected) throws Exception {
    Failures failures = new Failures();
    Fork fork = NamedNetworks.fork(expected.fork()).orElseThrow();
    new TransactionExecutor(new CodeCache(1 << 20))
        .execute(
            new LegacyTransaction(
                0,
                U256.of(10),
                expected.gasLimit(),
                CODE_AT,
                U256.ZERO,
                Bytes.EMPTY,
                new TransactionSignature(U256.of(27), U256.ONE, U256.ONE)),
            SENDER,
            fork,
            block(fork),
            state(expected.code()),
            failures);
    assertThat(failures.lines)
        .isEqualTo(
            expected.failing().stream().filter(line -> !line.contains("invalid opcode")).toList());
  }

  private static BlockEnvironment block(Fork fork) {
    return new BlockEnvironment(
        U256.ONE,
        1,
        1_000,
        20_000_000,
        Address.of(0xc01),
        U256.of(0x20000),
        U256.ONE.toHash(),
        fork.execution().has(Rule.FEE_MARKET) ? U256.of(7) : U256.ZERO,
        U256.ONE,
        number -> Hash32.ZERO);
  }

  private static MemoryState state(String code) {
    ObjectNode alloc = JsonNodeFactory.instance.objectNode();
    alloc.putObject(SENDER.toString()).put("balance", "0xffffffffffffffff");
    put(alloc, CODE_AT, code);
    OTHERS.forEach((number, other) -> put(alloc, Address.of(number), other));
    return FixtureState.of(alloc);
  }

  private static void put(ObjectNode alloc, Address address, String code) {
    alloc
        .putObject(address.toString())
        .put("balance", "0x5")
        .put("nonce", "0x1")
        .put("code", "0x" + code);
  }
}
