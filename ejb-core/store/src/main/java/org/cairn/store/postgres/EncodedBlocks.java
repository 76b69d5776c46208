package org.cairn.store.postgres;

import java.util.List;
import java.util.Set;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.ContractAddress;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Turns blocks into rows of every table but {@code blocks} itself, whose rows depend on the chain
 * that they join. Filled by one thread, then sent by another.
 */
final class EncodedBlocks {
  /** Stands for a block, not a transaction, in {@code hashes}. */
  static final int BLOCK = -1;

  private final Packed packed = new Packed();
  private final RowBatch batch;

  /** Which contents of a block are stored already. */
  record Stored(Set<Hash32> headers, Set<Hash32> bodies, Set<Hash32> outcomes) {
    static final Stored NOTHING = new Stored(Set.of(), Set.of(), Set.of());
  }

  EncodedBlocks(RowBatch batch) {
    this.batch = batch;
  }

  static EncodedBlocks of(List<ExecutedBlock> blocks, Stored stored) {
    int transactions = 0;
    int logs = 0;
    for (ExecutedBlock executed : blocks) {
      transactions += executed.block().transactions().size();
      for (Receipt receipt : executed.receipts()) {
        logs += receipt.logs().size();
      }
    }
    EncodedBlocks encoded = new EncodedBlocks(RowBatch.forAbout(transactions, logs));
    blocks.forEach(block -> encoded.add(block, stored));
    return encoded;
  }

  RowBatch batch() {
    return batch;
  }

  private Rows rows(Table table) {
    return batch.rows(table);
  }

  private void add(ExecutedBlock executed, Stored stored) {
    Hash32 hash = executed.block().hash();
    if (!stored.headers().contains(hash)) {
      addHash(hash, executed.block().number(), BLOCK);
    }
    if (!stored.bodies().contains(hash)) {
      addBody(executed.block());
    }
    if (!stored.outcomes().contains(hash)) {
      addOutcome(executed);
    }
    addTransactions(executed);
    addLogs(executed);
    addCalls(executed);
  }

  void addHash(Hash32 hash, long number, int index) {
    rows(Table.HASHES).row().put(hash.word(0)).put(number).put(index);
  }

  void addBody(Block block) {
    rows(Table.BODIES)
        .row()
        .put(block.number())
        .put(block.hash())
        .put(packed.pack(block.body().encoded()));
  }

  private void addOutcome(ExecutedBlock executed) {
    Block block = executed.block();
    rows(Table.RECEIPTS)
        .row()
        .put(block.number())
        .put(block.hash())
        .put(packed.pack(Receipt.encodeList(executed.receipts())))
        .put(packed.pack(ValueCallCodec.encode(executed.valueCalls())));
    rows(Table.STATE_DELTAS)
        .row()
        .put(block.number())
        .put(block.hash())
        .put(packed.pack(executed.delta().encoded()));
  }

  private void addTransactions(ExecutedBlock executed) {
    List<Transaction> transactions = executed.block().transactions();
    long gasBefore = 0;
    for (int i = 0; i < transactions.size(); i++) {
      Transaction transaction = transactions.get(i);
      addHash(transaction.hash(), executed.block().number(), i);
      long gasAfter = executed.receipts().get(i).cumulativeGasUsed();
      addTransaction(executed, i, gasAfter - gasBefore);
      gasBefore = gasAfter;
    }
  }

  private void addTransaction(ExecutedBlock executed, int index, long gasUsed) {
    Transaction transaction = executed.block().transactions().get(index);
    Receipt receipt = executed.receipts().get(index);
    Address from = executed.senders().get(index);
    U256 price = transaction.effectiveGasPrice(executed.block().header().baseFeePerGas());
    Rows out = rows(Table.TRANSACTIONS);
    out.row().put(executed.block().number()).put(gasUsed).put(index);
    out.smallint(transaction.type().code()).put(receipt.succeeded()).put(transaction.hash());
    out.put(from).put(transaction.to().orElse(null)).put(created(executed, index));
    out.numericUnsigned(transaction.nonce()).numericUnsigned(transaction.gasLimit());
    out.numeric(transaction.value()).numeric(price).numeric(price.times(gasUsed));
    Bytes data = transaction.data();
    if (data.length() < 4) {
      out.absent();
    } else {
      out.put(data.shared(), 0, 4);
    }
  }

  /**
   * The contract that the transaction made. Receipts of before Byzantium do not say whether it
   * succeeded; there the contract must be in the state after the block.
   */
  private static @Nullable Address created(ExecutedBlock executed, int index) {
    Transaction transaction = executed.block().transactions().get(index);
    Receipt receipt = executed.receipts().get(index);
    if (!transaction.isCreation() || !receipt.succeeded()) {
      return null;
    }
    Address contract = ContractAddress.of(executed.senders().get(index), transaction.nonce());
    boolean certain = receipt.postStateRoot().isEmpty();
    return certain || executed.delta().accounts().get(contract) instanceof AccountChange.Updated
        ? contract
        : null;
  }

  private void addLogs(ExecutedBlock executed) {
    Rows out = rows(Table.LOGS);
    long number = executed.block().number();
    int logIndex = 0;
    for (int i = 0; i < executed.receipts().size(); i++) {
      for (Log log : executed.receipts().get(i).logs()) {
        out.row().put(number).put(logIndex++).put(i).put(log.address());
        List<Hash32> topics = log.topics();
        for (int t = 0; t < 4; t++) {
          out.put(t < topics.size() ? topics.get(t) : null);
        }
        out.put(log.data());
      }
    }
  }

  private void addCalls(ExecutedBlock executed) {
    Rows out = rows(Table.VALUE_CALLS);
    long number = executed.block().number();
    int ordinal = 0;
    for (ValueCall call : executed.valueCalls()) {
      out.row().put(number).put(ordinal++).put(call.transactionIndex());
      out.put(call.kind().name()).put(call.from()).put(call.to()).numeric(call.value());
      out.put(call.path());
    }
  }
}
