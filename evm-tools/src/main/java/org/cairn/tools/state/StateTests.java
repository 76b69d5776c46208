package org.cairn.tools.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.execution.BlobGas;
import org.cairn.protocol.execution.CallResult;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkNames;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.ExceptionNames;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.Report;

/** Runs state tests of the official suites: one transaction on a pre-state. */
public final class StateTests {
  private final TransactionExecutor executor = new TransactionExecutor(new CodeCache(64 << 20));
  private final Predicate<String> forks;
  private final Report report;

  StateTests(Predicate<String> forks, Report report) {
    this.forks = forks;
    this.report = report;
  }

  /** Runs all tests of a file. */
  public void runFile(String name, JsonNode file) {
    file.properties().forEach(test -> runTest(name + " " + test.getKey(), test.getValue()));
  }

  private void runTest(String name, JsonNode test) {
    MemoryState pre = null;
    for (Map.Entry<String, JsonNode> posts : test.get("post").properties()) {
      Optional<Fork> fork = ForkNames.fork(posts.getKey());
      if (fork.isEmpty() || !forks.test(posts.getKey())) {
        continue;
      }
      int i = 0;
      for (JsonNode post : posts.getValue()) {
        if (pre == null) {
          pre = FixtureState.of(test.get("pre"));
        }
        String full = name + " " + posts.getKey() + "[" + i++ + "]";
        try {
          String wrong = runPost(test, pre, post, fork.get());
          if (wrong.isEmpty()) {
            report.pass(posts.getKey());
          } else {
            report.fail(full, wrong);
          }
        } catch (RuntimeException | StackOverflowError e) {
          java.io.StringWriter trace = new java.io.StringWriter();
          e.printStackTrace(new java.io.PrintWriter(trace));
          report.fail(full, trace.toString().lines().limit(6).toList().toString());
        }
      }
    }
  }

  /** Says what is wrong, or nothing. */
  private String runPost(JsonNode test, MemoryState pre, JsonNode post, Fork fork) {
    BlockEnvironment block = environment(test, fork);
    MemoryState after = pre;
    List<Log> logs = List.of();
    Optional<String> refusal = Optional.empty();
    try {
      StateTestTransaction signed = StateTestTransaction.of(test, post);
      CallResult result =
          executor.execute(signed.transaction(), signed.sender(), fork, block, pre, null);
      after = pre.with(result.delta());
      logs = result.logs();
    } catch (InvalidBlockException e) {
      refusal = Optional.of(e.reason().name());
    } catch (RlpException | IllegalArgumentException e) {
      refusal = Optional.of("MALFORMED " + e.getMessage());
    }
    JsonNode expected = post.path("expectException");
    if (expected.isMissingNode() == refusal.isPresent()) {
      return refusal
          .map(reason -> "refused: " + reason)
          .orElse("accepted, expected " + expected.asText());
    }
    if (refusal.isPresent() && !ExceptionNames.matches(expected.asText(), refusal.get())) {
      report.otherReason(expected.asText(), refusal.get());
    }
    Hash32 root = FixtureState.root(after);
    Hash32 wanted = Hash32.of(post.get("hash").asText());
    boolean same = root.equals(wanted);
    if (!same && refusal.isPresent() && !fork.execution().has(Rule.EMPTY_ACCOUNTS_REMOVED)) {
      // the older suites were filled by a client that touched the beneficiary all the same
      same = FixtureState.root(after.withEmpty(block.beneficiary())).equals(wanted);
    }
    String wrongRoot = same ? "" : "root " + root + " ";
    Hash32 logsHash = hash(logs);
    return logsHash.equals(Hash32.of(post.get("logs").asText()))
        ? wrongRoot
        : wrongRoot + "logs " + logs;
  }

  private static Hash32 hash(List<Log> logs) {
    RlpWriter out = new RlpWriter(256).startList();
    logs.forEach(log -> log.writeTo(out));
    return Keccak256.hash(out.endList().toBytes());
  }

  private static BlockEnvironment environment(JsonNode test, Fork fork) {
    JsonNode env = test.get("env");
    U256 blobBaseFee =
        fork.consensus()
            .blobs()
            .map(blobs ->
                BlobGas.price(
                    U256.of(env.path("currentExcessBlobGas").asText("0x0")).word(3),
                    blobs.baseFeeUpdateFraction()))
            .orElse(U256.ZERO);
    U256 baseFee =
        fork.execution().has(Rule.FEE_MARKET)
            ? U256.of(env.path("currentBaseFee").asText("0x0a"))
            : U256.ZERO;
    return new BlockEnvironment(
        U256.of(test.path("config").path("chainid").asText("0x1")),
        U256.of(env.get("currentNumber").asText()).word(3),
        U256.of(env.get("currentTimestamp").asText()).word(3),
        U256.of(env.get("currentGasLimit").asText()).min(U256.of(Long.MAX_VALUE)).word(3),
        Address.of(env.get("currentCoinbase").asText()),
        U256.of(env.path("currentDifficulty").asText("0x0")),
        U256.of(env.path("currentRandom").asText("0x0")).toHash(),
        baseFee,
        blobBaseFee,
        number ->
            Keccak256.hash(
                Long.toString(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
  }

  /** The sender of a transaction in JSON. */
  public static Address sender(JsonNode transaction) {
    JsonNode sender = transaction.path("sender");
    if (!sender.isMissingNode()) {
      return Address.of(sender.asText());
    }
    Bytes key =
        Secp256k1.instance().publicKey(U256.of(transaction.get("secretKey").asText()).toHash());
    return Secp256k1.address(key);
  }
}
