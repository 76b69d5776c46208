package org.cairn.rpc.json;

import java.util.List;
import org.cairn.node.query.BlockRecord;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;

/**
 * Writes a block (execution-apis: Block).
 *
 * <p>{@code totalDifficulty} is written on chains that never merge, where it decides which chain
 * wins; the specification dropped it when Ethereum had merged. {@code miner} is the header's
 * coinbase, even where Clique's signer made the block.
 */
public final class BlockWriter {
  private static final Name BASE_FEE_PER_GAS = Name.of("baseFeePerGas");
  private static final Name BLOB_GAS_USED = Name.of("blobGasUsed");
  private static final Name DIFFICULTY = Name.of("difficulty");
  private static final Name EXCESS_BLOB_GAS = Name.of("excessBlobGas");
  private static final Name EXTRA_DATA = Name.of("extraData");
  private static final Name GAS_LIMIT = Name.of("gasLimit");
  private static final Name GAS_USED = Name.of("gasUsed");
  private static final Name HASH = Name.of("hash");
  private static final Name LOGS_BLOOM = Name.of("logsBloom");
  private static final Name MINER = Name.of("miner");
  private static final Name MIX_HASH = Name.of("mixHash");
  private static final Name NONCE = Name.of("nonce");
  private static final Name NUMBER = Name.of("number");
  private static final Name PARENT_BEACON_BLOCK_ROOT = Name.of("parentBeaconBlockRoot");
  private static final Name PARENT_HASH = Name.of("parentHash");
  private static final Name RECEIPTS_ROOT = Name.of("receiptsRoot");
  private static final Name REQUESTS_HASH = Name.of("requestsHash");
  private static final Name SHA3_UNCLES = Name.of("sha3Uncles");
  private static final Name SIZE = Name.of("size");
  private static final Name STATE_ROOT = Name.of("stateRoot");
  private static final Name TIMESTAMP = Name.of("timestamp");
  private static final Name TOTAL_DIFFICULTY = Name.of("totalDifficulty");
  private static final Name TRANSACTIONS = Name.of("transactions");
  private static final Name TRANSACTIONS_ROOT = Name.of("transactionsRoot");
  private static final Name UNCLES = Name.of("uncles");
  private static final Name WITHDRAWALS = Name.of("withdrawals");
  private static final Name WITHDRAWALS_ROOT = Name.of("withdrawalsRoot");
  private static final Name INDEX = Name.of("index");
  private static final Name VALIDATOR_INDEX = Name.of("validatorIndex");
  private static final Name ADDRESS = Name.of("address");
  private static final Name AMOUNT = Name.of("amount");

  private static final int BYTES_OF_BLOCK = 2600;
  private static final int BYTES_OF_TRANSACTION = 900;
  private static final int BYTES_OF_HASH = 69;

  private BlockWriter() {}

  /**
   * Writes a block.
   *
   * @param full whether transactions are written as objects, else as hashes
   */
  public static void write(JsonWriter out, BlockRecord record, ChainConfig config, boolean full) {
    Block block = record.block();
    List<Transaction> transactions = block.transactions();
    int each = full ? BYTES_OF_TRANSACTION : BYTES_OF_HASH;
    out.expect(BYTES_OF_BLOCK + 2 * record.size() + each * transactions.size());
    out.beginObject();
    writeHeader(out, block);
    out.name(SIZE).quantity(record.size());
    if (!merges(config)) {
      out.name(TOTAL_DIFFICULTY).quantity(record.totalDifficulty());
    }
    out.name(TRANSACTIONS).beginArray();
    for (int i = 0; i < transactions.size(); i++) {
      if (full) {
        TransactionWriter.write(out, record, i);
      } else {
        out.data(transactions.get(i).hash());
      }
    }
    out.endArray();
    out.name(UNCLES).beginArray();
    block.body().ommers().forEach(ommer -> out.data(ommer.hash()));
    out.endArray();
    block.body().withdrawalList().ifPresent(list -> writeWithdrawals(out, list));
    out.endObject();
  }

  /** Writes an ommer as a block without transactions, as go-ethereum does. */
  public static void writeOmmer(JsonWriter out, Header ommer, ChainConfig config) {
    Block alone = new Block(ommer, BlockBody.EMPTY);
    out.beginObject();
    writeHeader(out, alone);
    out.name(SIZE).quantity(alone.encoded().length());
    if (!merges(config)) {
      out.name(TOTAL_DIFFICULTY).nothing();
    }
    out.name(UNCLES).beginArray().endArray();
    out.endObject();
  }

  private static boolean merges(ChainConfig config) {
    return config.schedule().activations().getLast().fork().isAtLeast(Forks.PARIS);
  }

  private static void writeHeader(JsonWriter out, Block block) {
    Header header = block.header();
    out.name(NUMBER).quantity(header.number());
    out.name(HASH).data(block.hash());
    out.name(PARENT_HASH).data(header.parentHash());
    out.name(SHA3_UNCLES).data(header.ommersHash());
    out.name(MINER).data(header.coinbase());
    out.name(STATE_ROOT).data(header.stateRoot());
    out.name(TRANSACTIONS_ROOT).data(header.transactionsRoot());
    out.name(RECEIPTS_ROOT).data(header.receiptsRoot());
    out.name(LOGS_BLOOM).data(header.logsBloom().toBytes());
    out.name(DIFFICULTY).quantity(header.difficulty());
    out.name(GAS_LIMIT).quantity(header.gasLimit());
    out.name(GAS_USED).quantity(header.gasUsed());
    out.name(TIMESTAMP).quantity(header.timestamp());
    out.name(EXTRA_DATA).data(header.extraData());
    out.name(MIX_HASH).data(header.mixHash());
    out.name(NONCE).data(header.nonce());
    writeLaterMembers(out, header);
  }

  private static void writeLaterMembers(JsonWriter out, Header header) {
    if (header.baseFeePerGas() != null) {
      out.name(BASE_FEE_PER_GAS).quantity(header.baseFeePerGas());
    }
    if (header.withdrawalsRoot() != null) {
      out.name(WITHDRAWALS_ROOT).data(header.withdrawalsRoot());
    }
    if (header.blobGasUsed() != null) {
      out.name(BLOB_GAS_USED).quantity((long) header.blobGasUsed());
    }
    if (header.excessBlobGas() != null) {
      out.name(EXCESS_BLOB_GAS).quantity((long) header.excessBlobGas());
    }
    if (header.parentBeaconBlockRoot() != null) {
      out.name(PARENT_BEACON_BLOCK_ROOT).data(header.parentBeaconBlockRoot());
    }
    if (header.requestsHash() != null) {
      out.name(REQUESTS_HASH).data(header.requestsHash());
    }
  }

  private static void writeWithdrawals(JsonWriter out, List<Withdrawal> withdrawals) {
    out.name(WITHDRAWALS).beginArray();
    for (Withdrawal withdrawal : withdrawals) {
      out.beginObject();
      out.name(INDEX).quantity(withdrawal.index());
      out.name(VALIDATOR_INDEX).quantity(withdrawal.validatorIndex());
      out.name(ADDRESS).data(withdrawal.address());
      out.name(AMOUNT).quantity(withdrawal.amount());
      out.endObject();
    }
    out.endArray();
  }
}
