package org.cairn.protocol.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.execution.BlockRequest.Reward;
import org.cairn.protocol.execution.InvalidBlockException.Reason;
import org.cairn.protocol.execution.TransactionProcessor.Executed;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;

/**
 * Executes blocks. Checks what execution alone can tell: the transactions' validity and the gas
 * that the header says was used; roots and blooms are compared by the caller, who has the tries.
 * Thread-safe; each execution runs on the caller's thread.
 */
public final class BlockExecutor {
  private static final U256 GWEI = U256.of(1_000_000_000);

  private final CodeCache codes;

  public BlockExecutor(CodeCache codes) {
    this.codes = codes;
  }

  /** Throws InvalidBlockException, whose message ends with the block's number and hash. */
  public BlockResult execute(BlockRequest request) {
    return execute(request, index -> Optional.empty());
  }

  /** Likewise, with a tracer for those transactions that {@code tracers} has one for. */
  public BlockResult execute(BlockRequest request, IntFunction<Optional<Tracer>> tracers) {
    try {
      return new Run(request, codes).execute(tracers);
    } catch (InvalidBlockException e) {
      throw new InvalidBlockException(" in " + request.block(), e);
    }
  }

  /** The environment of a block with this header, seen from its transactions. */
  public static BlockEnvironment environment(BlockRequest request) {
    Header header = request.block().header();
    U256 blobBaseFee = U256.ZERO;
    Optional<BlobSchedule> blobs = request.fork().consensus().blobs();
    Long excess = header.excessBlobGas();
    if (blobs.isPresent() && excess != null) {
      blobBaseFee = BlobGas.price(excess, blobs.get().baseFeeUpdateFraction());
    }
    return BlockEnvironment.of(
        header, request.beneficiary(), request.chainId(), blobBaseFee, request.hashes());
  }

  /** One execution. */
  private static final class Run {
    private final BlockRequest request;
    private final Fork fork;
    private final ExecutionParameters parameters;
    private final StateJournal journal;
    private final Machine machine;
    private final TransactionProcessor processor;
    private final SystemContracts contracts;
    private final List<Receipt> receipts = new ArrayList<>();
    private long gasUsed;
    private long blobGasUsed;

    Run(BlockRequest request, CodeCache codes) {
      this.request = request;
      this.fork = request.fork();
      this.parameters = fork.execution();
      this.journal = new StateJournal(request.parent());
      this.machine =
          new Machine(parameters, environment(request), journal, codes, new Cancellation());
      this.processor = new TransactionProcessor(machine);
      this.contracts = new SystemContracts(machine);
    }

    BlockResult execute(IntFunction<Optional<Tracer>> tracers) {
      Header header = request.block().header();
      if (request.daoFork()) {
        DaoFork.apply(journal);
      }
      contracts.beginBlock(
          header.parentHash(), Optional.ofNullable(header.parentBeaconBlockRoot()));
      List<Transaction> transactions = request.block().transactions();
      for (int i = 0; i < transactions.size(); i++) {
        machine.trace(tracers.apply(i).orElse(null));
        execute(transactions.get(i), i);
      }
      machine.trace(null);
      checkGas(header);
      List<Bytes> requests = endBlock();
      return new BlockResult(
          receipts, machine.valueCalls(), journal.delta(), gasUsed, blobGasUsed, requests);
    }

    private void execute(Transaction transaction, int index) {
      Header header = request.block().header();
      try {
        TransactionValidity.checkSignature(transaction, parameters, request.chainId());
        Message message = Message.of(transaction, request.senders().get(index));
        long blobGasLeft =
            fork.consensus().blobs().map(b -> b.max() * BlobGas.PER_BLOB).orElse(0L) - blobGasUsed;
        Executed executed =
            processor.process(message, index, header.gasLimit() - gasUsed, blobGasLeft, true);
        gasUsed += executed.gasUsed();
        blobGasUsed += message.blobGas();
        receipts.add(receipt(transaction, executed));
      } catch (InvalidBlockException e) {
        throw new InvalidBlockException(" in transaction " + index + " " + transaction.hash(), e);
      }
    }

    private Receipt receipt(Transaction transaction, Executed executed) {
      if (parameters.has(Rule.RECEIPT_STATUS)) {
        return Receipt.ofStatus(
            transaction.type(), executed.outcome().succeeded(), gasUsed, journal.logs());
      }
      return Receipt.ofPostState(
          request.rootOf().orElseThrow().apply(journal.delta()), gasUsed, journal.logs());
    }

    private void checkGas(Header header) {
      if (gasUsed != header.gasUsed()) {
        throw new InvalidBlockException(
            Reason.GAS_USED_MISMATCH,
            "transactions used " + gasUsed + " gas, the header says " + header.gasUsed());
      }
      Long claimed = header.blobGasUsed();
      if (claimed != null && claimed != blobGasUsed) {
        throw new InvalidBlockException(
            Reason.BLOB_GAS_USED_MISMATCH,
            "transactions used " + blobGasUsed + " blob gas, the header says " + claimed);
      }
    }

    /** Withdrawals, requests and rewards, in this order. */
    private List<Bytes> endBlock() {
      journal.beginTransaction();
      List<Withdrawal> withdrawals = request.block().body().withdrawalList().orElse(List.of());
      for (Withdrawal withdrawal : withdrawals) {
        U256 gwei = U256.of(0, 0, 0, withdrawal.amount());
        pay(withdrawal.address(), gwei.times(GWEI));
      }
      journal.endTransaction(parameters.has(Rule.EMPTY_ACCOUNTS_REMOVED));
      List<Bytes> requests =
          fork.consensus().requests()
              ? contracts.requests(receipts, request.depositContract())
              : List.of();
      journal.beginTransaction();
      for (Reward reward : request.rewards()) {
        pay(reward.to(), reward.wei());
      }
      journal.endTransaction(parameters.has(Rule.EMPTY_ACCOUNTS_REMOVED));
      return requests;
    }

    private void pay(Address to, U256 wei) {
      journal.credit(journal.account(to), wei);
    }
  }
}
