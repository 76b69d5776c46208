package org.cairn.node.query;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.cairn.node.chain.BlockProcessor;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.Outcome;
import org.cairn.protocol.execution.CallResult;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/** Runs calls that no one signed, within the limits of gas and time. Thread-safe. */
final class CallRunner {
  private static final long PLAIN_TRANSFER = 21_000;
  private static final long CALL_STIPEND = 2_300;

  private final BlockProcessor rules;
  private final CallLimits limits;
  private final Deadlines deadlines;
  private final TransactionExecutor executor;

  CallRunner(BlockProcessor rules, CallLimits limits, ScheduledExecutorService timers) {
    this.rules = rules;
    this.limits = limits;
    this.deadlines = new Deadlines(timers, limits.time());
    this.executor = new TransactionExecutor(rules.codes());
  }

  CallOutcome call(CallRequest request, HeaderRecord block, StateReader state) {
    long gas = Math.min(request.gas().orElse(limits.gas()), limits.gas());
    try (Deadlines.Deadline deadline = deadlines.start()) {
      Stage stage = new Stage(block, state, deadline.cancellation());
      return stage.run(request, stage.allowed(gas));
    }
  }

  /**
   * Finds the least sufficient gas by bisection, as every run either suffices or does not. All runs
   * together have the time of one call.
   */
  GasEstimate estimate(CallRequest request, HeaderRecord block, StateReader state) {
    try (Deadlines.Deadline deadline = deadlines.start()) {
      return estimate(request, block, state, new Stage(block, state, deadline.cancellation()));
    }
  }

  private GasEstimate estimate(
      CallRequest request, HeaderRecord block, StateReader state, Stage stage) {
    long high = affordable(request, state, stage.allowed(highest(request, block.header())));
    CallOutcome atMost = stage.run(request, high);
    if (!(atMost instanceof CallOutcome.Returned returned)) {
      return new GasEstimate.Failed(atMost);
    }
    long low = Math.min(returned.gasUsed(), high) - 1;
    if (isPlainTransfer(request, state)) {
      return new GasEstimate.Sufficient(PLAIN_TRANSFER);
    }
    // most runs need what they used, and the 64th that calls hold back (EIP-150) and a stipend
    long middle = Math.min(high - 1, returned.gasUsed() * 64 / 63 + CALL_STIPEND);
    while (low + 1 < high) {
      CallOutcome outcome = stage.run(request, middle);
      if (outcome instanceof CallOutcome.Returned) {
        high = middle;
      } else if (stage.cancelled()) {
        return new GasEstimate.Failed(outcome);
      } else {
        low = middle;
      }
      middle = low + (high - low) / 2;
    }
    return new GasEstimate.Sufficient(high);
  }

  private long highest(CallRequest request, Header header) {
    long most = Math.min(header.gasLimit(), limits.gas());
    return request.gas().isPresent() && request.gas().getAsLong() >= PLAIN_TRANSFER
        ? Math.min(request.gas().getAsLong(), limits.gas())
        : most;
  }

  /** The gas that the sender can pay for at the price that it offers. */
  private static long affordable(CallRequest request, StateReader state, long gas) {
    U256 price = request.gasPrice().or(request::maxFeePerGas).orElse(U256.ZERO);
    if (price.isZero()) {
      return gas;
    }
    U256 balance = state.account(request.from()).map(Account::balance).orElse(U256.ZERO);
    if (balance.compareTo(request.value()) < 0) {
      return gas;
    }
    U256 units = balance.minus(request.value()).dividedBy(price);
    return units.fitsLong() ? Math.min(gas, units.toLong()) : gas;
  }

  private static boolean isPlainTransfer(CallRequest request, StateReader state) {
    return request.to().isPresent()
        && request.data().isEmpty()
        && request.accessList().isEmpty()
        && request.to().get().compareTo(org.cairn.protocol.bytes.Address.of(0xffff)) > 0
        && state.account(request.to().get()).map(account -> !account.hasCode()).orElse(true);
  }

  /** One block's state and environment, on which a request is run once or many times. */
  private final class Stage {
    private final Fork fork;
    private final BlockEnvironment environment;
    private final StateReader state;
    private final Cancellation cancellation;

    Stage(HeaderRecord block, StateReader state, Cancellation cancellation) {
      U256 parentTotal = block.totalDifficulty().minus(block.header().difficulty());
      this.fork = rules.fork(block.header(), parentTotal);
      this.environment = rules.environment(block.header(), parentTotal);
      this.state = state;
      this.cancellation = cancellation;
    }

    /** Whether the time is over. */
    boolean cancelled() {
      return cancellation.isRequested();
    }

    /**
     * As much of the gas as a transaction of the block may have.
     *
     * @eip 7825
     */
    long allowed(long gas) {
      return Math.min(gas, fork.execution().value(Parameter.MAX_TX_GAS));
    }

    CallOutcome run(CallRequest request, long gas) {
      try {
        return outcome(
            executor.call(message(request, gas), fork, environment, state, cancellation, null),
            gas);
      } catch (InvalidBlockException e) {
        return new CallOutcome.Refused(String.valueOf(e.getMessage()));
      }
    }

    private CallOutcome outcome(CallResult result, long gas) {
      if (result.outcome().succeeded()) {
        return new CallOutcome.Returned(result.output(), result.gasUsed());
      }
      if (result.outcome() == Outcome.REVERT) {
        return new CallOutcome.Reverted(result.output(), result.gasUsed());
      }
      if (result.outcome() == Outcome.CANCELLED) {
        return new CallOutcome.Halted(
            "execution aborted: it took longer than " + limits.time().toMillis() + " ms", gas);
      }
      return new CallOutcome.Halted(result.outcome().message(), result.gasUsed());
    }

    private org.cairn.protocol.execution.CallRequest message(CallRequest request, long gas) {
      U256 cap = request.gasPrice().or(request::maxFeePerGas).orElse(U256.ZERO);
      U256 tip = request.gasPrice().or(request::maxPriorityFeePerGas).orElse(U256.ZERO);
      return new org.cairn.protocol.execution.CallRequest(
          request.from(),
          request.to(),
          gas,
          request.value(),
          request.data(),
          cap,
          tip.min(cap),
          request.accessList(),
          U256.ZERO,
          List.of(),
          List.of());
    }
  }
}
