package org.cairn.rpc.json;

import java.util.List;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.FeeMarket;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;

/** Writes a transaction in its block (execution-apis: TransactionInfo). */
public final class TransactionWriter {
  private static final Name BLOCK_HASH = Name.of("blockHash");
  private static final Name BLOCK_NUMBER = Name.of("blockNumber");
  private static final Name BLOCK_TIMESTAMP = Name.of("blockTimestamp");
  private static final Name FROM = Name.of("from");
  private static final Name GAS = Name.of("gas");
  private static final Name GAS_PRICE = Name.of("gasPrice");
  private static final Name MAX_FEE_PER_GAS = Name.of("maxFeePerGas");
  private static final Name MAX_PRIORITY_FEE_PER_GAS = Name.of("maxPriorityFeePerGas");
  private static final Name MAX_FEE_PER_BLOB_GAS = Name.of("maxFeePerBlobGas");
  private static final Name HASH = Name.of("hash");
  private static final Name INPUT = Name.of("input");
  private static final Name NONCE = Name.of("nonce");
  private static final Name TO = Name.of("to");
  private static final Name TRANSACTION_INDEX = Name.of("transactionIndex");
  private static final Name VALUE = Name.of("value");
  private static final Name TYPE = Name.of("type");
  private static final Name ACCESS_LIST = Name.of("accessList");
  private static final Name ADDRESS = Name.of("address");
  private static final Name STORAGE_KEYS = Name.of("storageKeys");
  private static final Name CHAIN_ID = Name.of("chainId");
  private static final Name BLOB_VERSIONED_HASHES = Name.of("blobVersionedHashes");
  private static final Name AUTHORIZATION_LIST = Name.of("authorizationList");
  private static final Name Y_PARITY = Name.of("yParity");
  private static final Name V = Name.of("v");
  private static final Name R = Name.of("r");
  private static final Name S = Name.of("s");

  private TransactionWriter() {}

  /** Writes transaction {@code index} of the block. */
  public static void write(JsonWriter out, BlockRecord record, int index) {
    Block block = record.block();
    Transaction transaction = block.transactions().get(index);
    out.beginObject();
    out.name(BLOCK_HASH).data(block.hash());
    out.name(BLOCK_NUMBER).quantity(block.number());
    out.name(BLOCK_TIMESTAMP).quantity(block.header().timestamp());
    out.name(FROM);
    if (index < record.senders().size()) {
      out.data(record.senders().get(index));
    } else {
      out.nothing();
    }
    out.name(GAS).quantity(transaction.gasLimit());
    out.name(GAS_PRICE).quantity(FeeMarket.effectiveGasPrice(transaction, block.header()));
    writeCaps(out, transaction);
    out.name(HASH).data(transaction.hash());
    out.name(INPUT).data(transaction.data());
    out.name(NONCE).quantity(transaction.nonce());
    out.name(TO);
    transaction.to().ifPresentOrElse(out::data, out::nothing);
    out.name(TRANSACTION_INDEX).quantity(index);
    out.name(VALUE).quantity(transaction.value());
    out.name(TYPE).quantity(transaction.type().code());
    writeLists(out, transaction);
    transaction.chainId().ifPresent(id -> out.name(CHAIN_ID).quantity(id));
    writeSignature(out, transaction);
    out.endObject();
  }

  private static boolean hasFeeCaps(TransactionType type) {
    return switch (type) {
      case LEGACY, ACCESS_LIST -> false;
      case DYNAMIC_FEE, BLOB, SET_CODE -> true;
    };
  }

  private static void writeCaps(JsonWriter out, Transaction transaction) {
    if (hasFeeCaps(transaction.type())) {
      out.name(MAX_FEE_PER_GAS).quantity(transaction.maxFeePerGas());
      out.name(MAX_PRIORITY_FEE_PER_GAS).quantity(transaction.maxPriorityFeePerGas());
    }
    if (transaction.type() == TransactionType.BLOB) {
      out.name(MAX_FEE_PER_BLOB_GAS).quantity(transaction.maxFeePerBlobGas());
    }
  }

  private static void writeLists(JsonWriter out, Transaction transaction) {
    if (transaction.type() == TransactionType.LEGACY) {
      return;
    }
    out.name(ACCESS_LIST).beginArray();
    for (AccessListEntry entry : transaction.accessList()) {
      out.beginObject().name(ADDRESS).data(entry.address()).name(STORAGE_KEYS);
      writeHashes(out, entry.storageKeys());
      out.endObject();
    }
    out.endArray();
    if (transaction.type() == TransactionType.BLOB) {
      writeHashes(out.name(BLOB_VERSIONED_HASHES), transaction.blobVersionedHashes());
    }
    if (transaction.type() == TransactionType.SET_CODE) {
      out.name(AUTHORIZATION_LIST).beginArray();
      transaction.authorizationList().forEach(entry -> writeAuthorization(out, entry));
      out.endArray();
    }
  }

  private static void writeHashes(JsonWriter out, List<Hash32> hashes) {
    out.beginArray();
    hashes.forEach(out::data);
    out.endArray();
  }

  private static void writeAuthorization(JsonWriter out, Authorization entry) {
    out.beginObject();
    out.name(CHAIN_ID).quantity(entry.chainId());
    out.name(ADDRESS).data(entry.address());
    out.name(NONCE).quantity(entry.nonce());
    out.name(Y_PARITY).quantity(entry.yParity());
    out.name(R).quantity(entry.r());
    out.name(S).quantity(entry.s());
    out.endObject();
  }

  private static void writeSignature(JsonWriter out, Transaction transaction) {
    TransactionSignature signature = transaction.signature();
    U256 v = signature.v();
    out.name(V).quantity(v);
    out.name(R).quantity(signature.r());
    out.name(S).quantity(signature.s());
    if (transaction.type() != TransactionType.LEGACY) {
      out.name(Y_PARITY).quantity(v);
    }
  }
}
