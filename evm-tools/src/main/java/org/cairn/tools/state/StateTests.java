package org.cairn.tools.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.execution.BlobGas;
import org.cairn.protocol.execution.CallResult;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.ExceptionNames;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestNetworks;
import org.cairn.tools.fixture.TestResult;
import org.cairn.tools.run.World;
import org.jspecify.annotations.Nullable;

/**
 * Runs state tests of the official suites: one transaction on a pre-state, once for each entry of
 * each fork in {@code post}. Thread-safe; a test runs on the caller's thread.
 */
public final class StateTests {
  /** What the suites' fillers assume where a test of London or later names no base fee, in wei. */
  private static final U256 DEFAULT_BASE_FEE = U256.of(10);

  private final TransactionExecutor executor = new TransactionExecutor(new CodeCache(64 << 20));
  private final StateTestChoice choice;

  /** Runs the entries that are chosen and no others. */
  public StateTests(StateTestChoice choice) {
    this.choice = choice;
  }

  /** Runs a test's entries, in their order; throws FixtureException if it is malformed. */
  public void run(TestCase test, Consumer<TestResult> sink) {
    run(test, null, sink);
  }

  /**
   * Likewise.
   *
   * @param trace where the lines of EIP-3155 go, or null for none
   */
  public void run(TestCase test, @Nullable Appendable trace, Consumer<TestResult> sink) {
    if (!choice.hasTest(test.name())) {
      return;
    }
    Member root = test.root();
    MemoryState pre = FixtureState.of(root.at("pre"));
    int index = 0;
    for (Map.Entry<String, Member> fork : root.at("post").members().entrySet()) {
      for (Member post : fork.getValue().items()) {
        if (choice.hasEntry(fork.getKey(), index++)) {
          sink.accept(new Entry(test, fork.getKey(), pre, post, trace).run());
        }
      }
    }
  }

  /** What executing the transaction, or refusing it, left behind. */
  private record Outcome(MemoryState state, List<Log> logs, Optional<String> refusal) {}

  /** One entry of {@code post}. */
  private final class Entry {
    private final TestCase test;
    private final String forkName;
    private final MemoryState pre;
    private final Member post;
    private final @Nullable Appendable trace;

    Entry(
        TestCase test, String forkName, MemoryState pre, Member post, @Nullable Appendable trace) {
      this.test = test;
      this.forkName = forkName;
      this.pre = pre;
      this.post = post;
      this.trace = trace;
    }

    TestResult run() {
      Member env = test.root().at("env");
      Optional<ForkSchedule> schedule = TestNetworks.schedule(forkName, test.root());
      if (schedule.isEmpty()) {
        return result(
            Optional.empty(),
            Optional.of("unsupported fork \"" + forkName + "\""),
            Optional.empty());
      }
      long number = env.at("currentNumber").unsignedLong();
      long time = env.at("currentTimestamp").unsignedLong();
      Fork fork = schedule.get().forkAt(number, time, U256.ZERO);
      BlockEnvironment block = environment(env, fork, number, time);
      Outcome outcome = execute(fork, block);
      Hash32 root = FixtureState.root(outcome.state);
      return result(
          Optional.of(root), error(outcome, root, fork, block), otherReason(outcome.refusal));
    }

    private TestResult result(
        Optional<Hash32> root, Optional<String> error, Optional<String> otherReason) {
      return new TestResult(test.file(), test.name(), forkName, root, error, otherReason);
    }

    private Optional<String> expectedException() {
      return post.optional("expectException").map(Member::text).filter(name -> !name.isEmpty());
    }

    private Outcome execute(Fork fork, BlockEnvironment block) {
      try {
        StateTestTransaction signed = StateTestTransaction.of(test.root(), post);
        CallResult result =
            executor.execute(
                signed.transaction(),
                signed.sender(),
                fork,
                block,
                pre,
                trace == null ? null : new Eip3155Tracer(trace));
        return new Outcome(pre.with(result.delta()), result.logs(), Optional.empty());
      } catch (InvalidBlockException e) {
        return refused(e.reason().name());
      } catch (RlpException e) {
        return refused("MALFORMED");
      } catch (FixtureException e) {
        // numbers that no transaction can hold are what some tests are about
        if (expectedException().isEmpty()) {
          throw e;
        }
        return refused("MALFORMED");
      }
    }

    private Outcome refused(String reason) {
      return new Outcome(pre, List.of(), Optional.of(reason));
    }

    private Optional<String> error(
        Outcome outcome, Hash32 root, Fork fork, BlockEnvironment block) {
      Optional<String> expected = expectedException();
      if (expected.isEmpty() && outcome.refusal.isPresent()) {
        return Optional.of("the transaction was refused: " + outcome.refusal.get());
      }
      if (expected.isPresent() && outcome.refusal.isEmpty()) {
        return Optional.of("the transaction was accepted where " + expected.get() + " is expected");
      }
      Hash32 wanted = expectedHash("hash");
      boolean same = root.equals(wanted);
      if (!same && expected.isPresent() && !fork.execution().has(Rule.EMPTY_ACCOUNTS_REMOVED)) {
        // the older suites were filled by a client that touched the beneficiary all the same
        MemoryState touched = outcome.state.withEmpty(block.beneficiary());
        same = FixtureState.root(touched).equals(wanted);
      }
      if (!same) {
        return Optional.of("the state root is " + root + " where " + wanted + " is expected");
      }
      Hash32 logs = hashOf(outcome.logs);
      Hash32 wantedLogs = expectedHash("logs");
      return logs.equals(wantedLogs)
          ? Optional.empty()
          : Optional.of("the logs hash to " + logs + " where " + wantedLogs + " is expected");
    }

    private Hash32 expectedHash(String name) {
      return post.optional(name).map(Member::hash).orElse(Hash32.ZERO);
    }

    private Optional<String> otherReason(Optional<String> refusal) {
      Optional<String> expected = expectedException();
      return refusal
          .filter(reason -> expected.isPresent() && !ExceptionNames.matches(expected.get(), reason))
          .map(reason -> "refused for " + reason + " where " + expected.get() + " is expected");
    }

    private BlockEnvironment environment(Member env, Fork fork, long number, long time) {
      boolean feeMarket = fork.execution().has(Rule.FEE_MARKET);
      Optional<U256> random = env.optional("currentRandom").map(Member::number);
      U256 difficulty = env.optional("currentDifficulty").map(Member::number).orElse(U256.ZERO);
      long gasLimit = env.at("currentGasLimit").unsignedLong();
      return new BlockEnvironment(
          TestNetworks.chainId(test.root()),
          number,
          time,
          gasLimit < 0 ? Long.MAX_VALUE : gasLimit,
          env.at("currentCoinbase").address(),
          difficulty,
          random.orElse(difficulty).toHash(),
          feeMarket
              ? env.optional("currentBaseFee").map(Member::number).orElse(DEFAULT_BASE_FEE)
              : U256.ZERO,
          fork.consensus().blobs().map(blobs -> blobBaseFee(env, blobs)).orElse(U256.ZERO),
          World::madeUpHash);
    }
  }

  private static U256 blobBaseFee(Member env, BlobSchedule blobs) {
    long excess = env.optional("currentExcessBlobGas").map(Member::unsignedLong).orElse(0L);
    return BlobGas.price(excess, blobs.baseFeeUpdateFraction());
  }

  private static Hash32 hashOf(List<Log> logs) {
    RlpWriter out = new RlpWriter(256).startList();
    logs.forEach(log -> log.writeTo(out));
    return Keccak256.hash(out.endList().toBytes());
  }
}
