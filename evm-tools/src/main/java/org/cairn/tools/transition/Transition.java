package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.execution.BlockRequest.Reward;
import org.cairn.protocol.execution.BlockSteps;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.FixtureState;
import org.jspecify.annotations.Nullable;

/** Makes one transition. Used once, by one thread. */
public final class Transition {
  private final TransitionInput input;
  private final Environment environment;
  private final MemoryState before;
  private final Traces traces;
  private final BlockSteps steps;
  private final Refusals refusals;
  private final ResultWriter results;
  private final List<Transaction> included = new ArrayList<>();
  private @Nullable TransitionException missingHash;

  private Transition(TransitionInput input, Traces traces) {
    this.input = input;
    this.environment = input.environment();
    this.before = input.state();
    this.traces = traces;
    this.steps =
        new BlockSteps(
            environment.fork(), block(), before, delta -> FixtureState.root(before.with(delta)));
    traces.ofSystemCalls().ifPresent(steps::traceSystemCalls);
    this.refusals = new Refusals(environment, input.config().chainId(), steps);
    this.results = new ResultWriter(environment);
  }

  /** Throws TransitionException if it cannot be made. */
  public static TransitionOutput run(TransitionInput input, Traces traces) {
    try {
      return new Transition(input, traces).run();
    } catch (InvalidBlockException e) {
      throw new TransitionException(
          TransitionException.EVM, "failed to process post-execution: " + e.getMessage(), e);
    }
  }

  private BlockEnvironment block() {
    BlockInput given = environment.given();
    return new BlockEnvironment(
        input.config().chainId(),
        given.number(),
        given.timestamp(),
        given.gasLimit(),
        given.coinbase(),
        environment.difficulty().orElse(U256.ZERO),
        given.random().orElse(U256.ZERO).toHash(),
        environment.baseFee().orElse(U256.ZERO),
        environment.blobBaseFee().orElse(U256.ZERO),
        this::hash);
  }

  private Hash32 hash(long number) {
    Optional<Map<Long, Hash32>> given = environment.given().blockHashes();
    Hash32 hash = given.map(hashes -> hashes.get(number)).orElse(null);
    if (hash != null) {
      return hash;
    }
    missingHash =
        new TransitionException(
            TransitionException.MISSING_BLOCK_HASH,
            "getHash("
                + number
                + ") invoked, "
                + (given.isEmpty()
                    ? "no blockhashes provided"
                    : "blockhash for that block not provided"));
    return Hash32.ZERO;
  }

  private TransitionOutput run() {
    BlockInput given = environment.given();
    ChainConfig config = input.config();
    if (config.daoForkBlock().equals(OptionalLong.of(given.number()))) {
      steps.applyDaoFork();
    }
    Optional<Hash32> parentHash =
        given.blockHashes().map(hashes -> hashes.getOrDefault(given.number() - 1, Hash32.ZERO));
    steps.callSystemContracts(environment.parentBeaconRoot(), parentHash);
    int index = 0;
    for (GivenTransaction transaction : input.transactions()) {
      execute(transaction, index++);
    }
    steps.pay(rewards(), given.withdrawals().orElse(List.of()));
    Optional<List<Bytes>> requests = steps.requests(config.depositContract());
    MemoryState after = before.with(steps.delta());
    ObjectNode result = results.write(steps, FixtureState.root(after), included, requests);
    return new TransitionOutput(Allocation.write(after), result, body());
  }

  private void execute(GivenTransaction given, int index) {
    switch (given) {
      case GivenTransaction.Malformed(String error) -> results.reject(index, error);
      case GivenTransaction.Decoded(Transaction transaction) -> execute(transaction, index);
    }
  }

  private void execute(Transaction transaction, int index) {
    Optional<String> refused = refusals.ofForm(transaction);
    Optional<Address> sender =
        refused.isPresent() ? Optional.empty() : transaction.recoverSender(Secp256k1.instance());
    if (sender.isEmpty()) {
      results.reject(index, refused.orElse("invalid transaction v, r, s values"));
      return;
    }
    Optional<String> known = refusals.ofState(transaction, sender.get());
    boolean reached = known.filter(why -> why.startsWith("blob gas (")).isEmpty();
    Optional<Tracer> tracer = reached ? traces.begin(transaction.hash()) : Optional.empty();
    if (known.isPresent()) {
      results.reject(index, known.get());
    } else {
      include(transaction, sender.get(), index, tracer.orElse(null));
    }
    traces.end();
  }

  private void include(
      Transaction transaction, Address sender, int index, @Nullable Tracer tracer) {
    BlockSteps.Step step;
    try {
      step = steps.execute(transaction, sender, tracer);
    } catch (InvalidBlockException e) {
      results.reject(index, String.valueOf(e.getMessage()));
      return;
    }
    if (missingHash != null) {
      throw missingHash;
    }
    included.add(transaction);
    results.include(transaction, sender, step);
  }

  /** What the tool is told to pay: the beneficiary, and for ommers both it and theirs. */
  private List<Reward> rewards() {
    if (input.reward().isEmpty()) {
      return List.of();
    }
    U256 reward = input.reward().get();
    U256 total = reward;
    List<Reward> rewards = new ArrayList<>();
    for (BlockInput.Ommer ommer : environment.given().ommers()) {
      total = total.plus(reward.dividedBy(U256.of(32)));
      U256 share = reward.times(8 - ommer.delta()).dividedBy(U256.of(8));
      rewards.add(new Reward(ommer.address(), share));
    }
    rewards.add(new Reward(environment.given().coinbase(), total));
    return rewards;
  }

  private Bytes body() {
    RlpWriter out = new RlpWriter(1024).startList();
    included.forEach(transaction -> transaction.writeTo(out));
    return out.endList().toBytes();
  }
}
