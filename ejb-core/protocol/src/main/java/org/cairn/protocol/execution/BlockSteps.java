package org.cairn.protocol.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.execution.TransactionProcessor.Executed;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a block's execution one by one, for tools that make up blocks: what is refused is
 * left out and the block goes on. {@link BlockExecutor} executes blocks that are there already.
 * Confined to one thread.
 */
public final class BlockSteps {
  private static final U256 GWEI = U256.of(1_000_000_000);

  private final Fork fork;
  private final BlockEnvironment block;
  private final StateJournal journal;
  private final Machine machine;
  private final TransactionProcessor processor;
  private final SystemContracts contracts;
  private final Function<StateDelta, Hash32> rootOf;
  private final List<Receipt> receipts = new ArrayList<>();
  private @Nullable Tracer systemTracer;
  private long gasUsed;
  private long blobGasUsed;

  /**
   * What a transaction came to.
   *
   * @param succeeded which receipts of before Byzantium do not tell
   */
  public record Step(Receipt receipt, long gasUsed, boolean succeeded) {}

  /**
   * Begins a block.
   *
   * @param rootOf the state root after the changes so far; asked where receipts hold one
   */
  public BlockSteps(
      Fork fork, BlockEnvironment block, StateReader parent, Function<StateDelta, Hash32> rootOf) {
    this.fork = fork;
    this.block = block;
    this.rootOf = rootOf;
    this.journal = new StateJournal(parent);
    this.machine =
        new Machine(fork.execution(), block, journal, new CodeCache(16 << 20), new Cancellation());
    this.processor = new TransactionProcessor(machine);
    this.contracts = new SystemContracts(machine);
  }

  /** The DAO's irregular change. */
  public void applyDaoFork() {
    DaoFork.apply(journal);
  }

  /** The calls in front of the transactions: each where its argument is there (EIP-4788, 2935). */
  public void callSystemContracts(Optional<Hash32> beaconRoot, Optional<Hash32> parentHash) {
    machine.trace(systemTracer);
    beaconRoot.ifPresent(contracts::keepBeaconRoot);
    parentHash.filter(hash -> keepsParentHash()).ifPresent(contracts::keepParentHash);
    machine.trace(null);
  }

  /** Reports what the block's own calls come to; transactions bring tracers of their own. */
  public void traceSystemCalls(Tracer tracer) {
    systemTracer = tracer;
  }

  private boolean keepsParentHash() {
    return fork.execution().has(Rule.PARENT_HASH_KEPT);
  }

  /**
   * Executes a transaction; throws InvalidBlockException and changes nothing if it may not be in
   * the block.
   */
  public Step execute(Transaction transaction, Address sender, @Nullable Tracer tracer) {
    TransactionValidity.checkSignature(transaction, fork.execution(), block.chainId());
    Message message = Message.of(transaction, sender);
    machine.trace(tracer);
    try {
      Executed executed =
          processor.process(message, receipts.size(), gasLeft(), maxBlobGas() - blobGasUsed, true);
      gasUsed += executed.gasUsed();
      blobGasUsed += message.blobGas();
      Receipt receipt = receipt(transaction, executed);
      receipts.add(receipt);
      return new Step(receipt, executed.gasUsed(), executed.outcome().succeeded());
    } finally {
      machine.trace(null);
    }
  }

  private Receipt receipt(Transaction transaction, Executed executed) {
    if (fork.execution().has(Rule.RECEIPT_STATUS)) {
      boolean succeeded = executed.outcome().succeeded();
      return Receipt.ofStatus(transaction.type(), succeeded, gasUsed, journal.logs());
    }
    return Receipt.ofPostState(rootOf.apply(journal.delta()), gasUsed, journal.logs());
  }

  /** Gas of a transaction before its code runs. */
  public long intrinsicGas(Transaction transaction, Address sender) {
    return TransactionCosts.intrinsic(Message.of(transaction, sender), fork.execution());
  }

  /** The least gas that a transaction pays for (EIP-7623); 0 before Prague. */
  public long floorGas(Transaction transaction, Address sender) {
    return TransactionCosts.floor(Message.of(transaction, sender), fork.execution());
  }

  /** An account as it is now. */
  public JournalAccount account(Address address) {
    return journal.account(address);
  }

  /** The code of an account as it is now. */
  public Bytes code(Address address) {
    return journal.code(journal.account(address));
  }

  /** Gas that later transactions may ask for. */
  public long gasLeft() {
    return block.gasLimit() - gasUsed;
  }

  public long gasUsed() {
    return gasUsed;
  }

  public long blobGasUsed() {
    return blobGasUsed;
  }

  /** The blob gas that the fork allows a block. */
  public long maxBlobGas() {
    return fork.consensus().blobs().map(blobs -> blobs.max() * BlobGas.PER_BLOB).orElse(0L);
  }

  /** Pays what the protocol creates; an account that gets nothing is touched all the same. */
  public void pay(List<BlockRequest.Reward> rewards, List<Withdrawal> withdrawals) {
    journal.beginTransaction();
    rewards.forEach(reward -> pay(reward.to(), reward.wei()));
    withdrawals.forEach(w -> pay(w.address(), U256.of(0, 0, 0, w.amount()).times(GWEI)));
    journal.endTransaction(fork.execution().has(Rule.EMPTY_ACCOUNTS_REMOVED));
  }

  private void pay(Address to, U256 wei) {
    JournalAccount account = journal.account(to);
    if (!fork.execution().has(Rule.EMPTY_ACCOUNTS_REMOVED)) {
      journal.bring(account);
    }
    journal.touch(account);
    journal.credit(account, wei);
  }

  /**
   * The requests that the block makes (EIP-7685), empty before Prague; a system contract that is
   * not there makes none. Throws InvalidBlockException if one fails or a deposit is malformed.
   */
  public Optional<List<Bytes>> requests(Optional<Address> depositContract) {
    machine.trace(systemTracer);
    return fork.consensus().requests()
        ? Optional.of(contracts.requestsOfPresent(receipts, depositContract))
        : Optional.empty();
  }

  /** What the block changed so far. */
  public StateDelta delta() {
    return journal.delta();
  }
}
