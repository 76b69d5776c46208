package org.cairn.protocol.execution;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.execution.TransactionProcessor.Executed;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Executes single transactions and calls over a state, which stays as it is. Thread-safe; each
 * execution runs on the caller's thread.
 */
public final class TransactionExecutor {
  private final CodeCache codes;

  public TransactionExecutor(CodeCache codes) {
    this.codes = codes;
  }

  /**
   * Runs a signed transaction as the only one of a block; throws InvalidBlockException if it may
   * not be in the block.
   */
  public CallResult execute(
      Transaction transaction,
      Address sender,
      Fork fork,
      BlockEnvironment block,
      StateReader state,
      @Nullable Tracer tracer) {
    TransactionValidity.checkSignature(transaction, fork.execution(), block.chainId());
    Machine machine = machine(fork, block, state, new Cancellation(), tracer);
    return run(machine, fork, Message.of(transaction, sender), true);
  }

  /**
   * Checks all that can be told of a signed transaction without its block and the state: that some
   * block could hold it, and some account pay for it. Returns its intrinsic gas; throws
   * InvalidBlockException if no block of the fork can have it.
   */
  public static long check(Transaction transaction, Address sender, Fork fork, U256 chainId) {
    ExecutionParameters parameters = fork.execution();
    TransactionValidity.checkSignature(transaction, parameters, chainId);
    Message message = Message.of(transaction, sender);
    long intrinsic = TransactionCosts.intrinsic(message, parameters);
    long floor = TransactionCosts.floor(message, parameters);
    TransactionValidity.checkForm(message, parameters, intrinsic, floor);
    TransactionValidity.checkAgainstBlock(
        message, parameters, roomyBlock(chainId), -1, Long.MAX_VALUE);
    TransactionValidity.checkPrice(message);
    return intrinsic;
  }

  private static BlockEnvironment roomyBlock(U256 chainId) {
    return new BlockEnvironment(
        chainId,
        0,
        0,
        Long.MAX_VALUE,
        Address.ZERO,
        U256.ZERO,
        Hash32.ZERO,
        U256.ZERO,
        U256.ZERO,
        number -> Hash32.ZERO);
  }

  /**
   * Runs a call. The caller's nonce and code are not looked at; its balance must pay for value and
   * for gas that has a price. Throws InvalidBlockException if it cannot, or the gas is not enough
   * to begin.
   *
   * @param cancellation ends the call with the outcome CANCELLED when requested
   */
  public CallResult call(
      CallRequest request,
      Fork fork,
      BlockEnvironment block,
      StateReader state,
      Cancellation cancellation,
      @Nullable Tracer tracer) {
    BlockEnvironment seen = request.maxFeePerGas().isZero() ? withoutBaseFee(block) : block;
    Machine machine = machine(fork, seen, state, cancellation, tracer);
    long nonce = machine.journal().account(request.from()).nonce();
    return run(machine, fork, request.message(nonce), false);
  }

  private Machine machine(
      Fork fork,
      BlockEnvironment block,
      StateReader state,
      Cancellation cancellation,
      @Nullable Tracer tracer) {
    Machine machine =
        new Machine(fork.execution(), block, new StateJournal(state), codes, cancellation);
    machine.trace(tracer);
    return machine;
  }

  private static CallResult run(Machine machine, Fork fork, Message message, boolean strict) {
    long blobGas = fork.consensus().blobs().map(blobs -> blobs.max() * BlobGas.PER_BLOB).orElse(0L);
    long gasLeft = strict ? machine.block().gasLimit() : Long.MAX_VALUE;
    Executed executed =
        new TransactionProcessor(machine).process(message, 0, gasLeft, blobGas, strict);
    return new CallResult(
        executed.outcome(),
        executed.gasUsed(),
        executed.output(),
        executed.created(),
        machine.journal().logs(),
        machine.valueCalls(),
        machine.journal().delta());
  }

  private static BlockEnvironment withoutBaseFee(BlockEnvironment block) {
    return new BlockEnvironment(
        block.chainId(),
        block.number(),
        block.timestamp(),
        block.gasLimit(),
        block.beneficiary(),
        block.difficulty(),
        block.prevRandao(),
        U256.ZERO,
        block.blobBaseFee(),
        block.hashes());
  }
}
