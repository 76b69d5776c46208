package org.cairn.rpc.json;

import java.util.List;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.FeeMarket;
import org.cairn.node.query.LogRecord;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.ContractAddress;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionType;

/**
 * Writes receipts of a block (execution-apis: Receipt info). Before Byzantium they have {@code
 * root}, after it {@code status}.
 */
public final class ReceiptWriter {
  private static final Name BLOCK_HASH = Name.of("blockHash");
  private static final Name BLOCK_NUMBER = Name.of("blockNumber");
  private static final Name BLOB_GAS_PRICE = Name.of("blobGasPrice");
  private static final Name BLOB_GAS_USED = Name.of("blobGasUsed");
  private static final Name CONTRACT_ADDRESS = Name.of("contractAddress");
  private static final Name CUMULATIVE_GAS_USED = Name.of("cumulativeGasUsed");
  private static final Name EFFECTIVE_GAS_PRICE = Name.of("effectiveGasPrice");
  private static final Name FROM = Name.of("from");
  private static final Name GAS_USED = Name.of("gasUsed");
  private static final Name LOGS = Name.of("logs");
  private static final Name LOGS_BLOOM = Name.of("logsBloom");
  private static final Name ROOT = Name.of("root");
  private static final Name STATUS = Name.of("status");
  private static final Name TO = Name.of("to");
  private static final Name TRANSACTION_HASH = Name.of("transactionHash");
  private static final Name TRANSACTION_INDEX = Name.of("transactionIndex");
  private static final Name TYPE = Name.of("type");

  private static final int BYTES_OF_RECEIPT = 1300;

  private final JsonWriter out;
  private final BlockRecord record;
  private final List<Receipt> receipts;
  private final ChainConfig config;

  /** A writer of receipts of an executed block: one for each of its transactions. */
  public ReceiptWriter(
      JsonWriter out, BlockRecord record, List<Receipt> receipts, ChainConfig config) {
    this.out = out;
    this.record = record;
    this.receipts = receipts;
    this.config = config;
  }

  /** Writes all receipts as an array. */
  public void writeAll() {
    out.expect(BYTES_OF_RECEIPT * receipts.size() + 64);
    out.beginArray();
    int firstLog = 0;
    for (int i = 0; i < receipts.size(); i++) {
      write(i, firstLog);
      firstLog += receipts.get(i).logs().size();
    }
    out.endArray();
  }

  /** Writes the receipt of one transaction. */
  public void write(int index) {
    int firstLog = 0;
    for (int i = 0; i < index; i++) {
      firstLog += receipts.get(i).logs().size();
    }
    write(index, firstLog);
  }

  private void write(int index, int firstLog) {
    Block block = record.block();
    Transaction transaction = block.transactions().get(index);
    Receipt receipt = receipts.get(index);
    Address sender = record.senders().get(index);
    long before = index == 0 ? 0 : receipts.get(index - 1).cumulativeGasUsed();
    out.beginObject();
    out.name(BLOCK_HASH).data(block.hash());
    out.name(BLOCK_NUMBER).quantity(block.number());
    if (transaction.type() == TransactionType.BLOB) {
      out.name(BLOB_GAS_USED).quantity(FeeMarket.blobGas(transaction));
      FeeMarket.blobGasPrice(config, record)
          .ifPresent(price -> out.name(BLOB_GAS_PRICE).quantity(price));
    }
    out.name(CONTRACT_ADDRESS);
    if (transaction.isCreation()) {
      out.data(ContractAddress.of(sender, transaction.nonce()));
    } else {
      out.nothing();
    }
    out.name(CUMULATIVE_GAS_USED).quantity(receipt.cumulativeGasUsed());
    out.name(EFFECTIVE_GAS_PRICE)
        .quantity(FeeMarket.effectiveGasPrice(transaction, block.header()));
    out.name(FROM).data(sender);
    out.name(GAS_USED).quantity(receipt.cumulativeGasUsed() - before);
    writeLogs(receipt, transaction.hash(), index, firstLog);
    out.name(LOGS_BLOOM).data(receipt.bloom().toBytes());
    receipt
        .postStateRoot()
        .ifPresentOrElse(
            root -> out.name(ROOT).data(root),
            () -> out.name(STATUS).quantity(receipt.succeeded() ? 1 : 0));
    out.name(TO);
    transaction.to().ifPresentOrElse(out::data, out::nothing);
    out.name(TRANSACTION_HASH).data(transaction.hash());
    out.name(TRANSACTION_INDEX).quantity(index);
    out.name(TYPE).quantity(transaction.type().code());
    out.endObject();
  }

  private void writeLogs(Receipt receipt, Hash32 transactionHash, int index, int firstLog) {
    Block block = record.block();
    out.name(LOGS).beginArray();
    int logIndex = firstLog;
    for (Log log : receipt.logs()) {
      LogWriter.write(
          out,
          new LogRecord(
              log,
              block.number(),
              block.hash(),
              block.header().timestamp(),
              transactionHash,
              index,
              logIndex++));
    }
    out.endArray();
  }
}
