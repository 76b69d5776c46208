package org.cairn.store.postgres;

import org.cairn.node.chain.ChainStore.Status;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a row of {@code blocks}.
 *
 * @param transactionTotal of the canonical chain up to and including the block, or null if it is
 *     not canonical
 * @param size bytes of the encoded block, or of the header where nothing else is known
 * @param invalidReason null unless the status is INVALID
 */
record BlockRow(
    Header header,
    Hash32 hash,
    U256 totalDifficulty,
    Address author,
    int transactions,
    int ommers,
    int size,
    Status status,
    @Nullable Long transactionTotal,
    @Nullable String invalidReason) {
  static BlockRow canonical(
      Block block, U256 totalDifficulty, Address author, int size, long transactionTotal) {
    return of(block, totalDifficulty, author, size, Status.EXECUTED, transactionTotal);
  }

  static BlockRow aside(Block block, U256 totalDifficulty, Address author, int size) {
    return of(block, totalDifficulty, author, size, Status.BODY, null);
  }

  static BlockRow invalid(Header header, Hash32 hash, U256 totalDifficulty, String reason) {
    int size = header.encoded().length();
    Address author = header.coinbase();
    return new BlockRow(
        header, hash, totalDifficulty, author, 0, 0, size, Status.INVALID, null, reason);
  }

  private static BlockRow of(
      Block block,
      U256 totalDifficulty,
      Address author,
      int size,
      Status status,
      @Nullable Long transactionTotal) {
    return new BlockRow(
        block.header(),
        block.hash(),
        totalDifficulty,
        author,
        block.transactions().size(),
        block.body().ommers().size(),
        size,
        status,
        transactionTotal,
        null);
  }

  void writeTo(Rows out) {
    out.row().put(header.number()).put(header.gasLimit()).put(header.gasUsed());
    out.put(header.timestamp());
    if (transactionTotal == null) {
      out.absent();
    } else {
      out.put((long) transactionTotal);
    }
    out.put(transactions).put(ommers).put(size);
    out.put(transactionTotal != null).put(status.name()).put(hash);
    out.put(header.parentHash()).put(header.ommersHash()).put(header.coinbase()).put(author);
    out.put(header.stateRoot()).put(header.transactionsRoot()).put(header.receiptsRoot());
    out.numeric(header.difficulty()).numeric(totalDifficulty);
    out.put(header.extraData()).put(header.mixHash()).put(header.nonceBytes());
    out.numeric(header.baseFeePerGas()).put(header.withdrawalsRoot());
    putUnsigned(out, header.blobGasUsed());
    putUnsigned(out, header.excessBlobGas());
    out.put(header.parentBeaconBlockRoot()).put(header.requestsHash()).put(header.encoded());
    if (invalidReason == null) {
      out.absent();
    } else {
      out.put(invalidReason);
    }
  }

  private static void putUnsigned(Rows out, @Nullable Long value) {
    if (value == null) {
      out.absent();
    } else {
      out.numericUnsigned(value);
    }
  }
}
