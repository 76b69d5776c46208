package org.cairn.protocol.types;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/** Type 0x03: carries blobs by their versioned hashes and has a recipient always (EIP-4844). */
public final class BlobTransaction extends FeeMarketTransaction {
  private final U256 maxFeePerBlobGas;
  private final List<Hash32> blobVersionedHashes;

  public BlobTransaction(
      U256 chainId,
      long nonce,
      U256 maxPriorityFeePerGas,
      U256 maxFeePerGas,
      long gasLimit,
      Address to,
      U256 value,
      Bytes data,
      List<AccessListEntry> accessList,
      U256 maxFeePerBlobGas,
      List<Hash32> blobVersionedHashes,
      TransactionSignature signature) {
    this(
        new Fields(
            chainId,
            nonce,
            maxPriorityFeePerGas,
            maxFeePerGas,
            gasLimit,
            to,
            value,
            data,
            accessList),
        maxFeePerBlobGas,
        blobVersionedHashes,
        signature);
  }

  private BlobTransaction(
      Fields fields,
      U256 maxFeePerBlobGas,
      List<Hash32> blobVersionedHashes,
      TransactionSignature signature) {
    super(fields, signature);
    this.maxFeePerBlobGas = maxFeePerBlobGas;
    this.blobVersionedHashes = List.copyOf(blobVersionedHashes);
  }

  static BlobTransaction readFields(RlpReader in) {
    Fields fields = Fields.read(in, false);
    U256 maxFeePerBlobGas = in.readU256();
    RlpReader hashes = in.readList();
    List<Hash32> blobVersionedHashes = new ArrayList<>();
    while (hashes.hasNext()) {
      blobVersionedHashes.add(hashes.readHash());
    }
    TransactionSignature signature = TransactionSignature.read(in);
    in.end();
    return new BlobTransaction(fields, maxFeePerBlobGas, blobVersionedHashes, signature);
  }

  @Override
  public TransactionType type() {
    return TransactionType.BLOB;
  }

  @Override
  public U256 maxFeePerBlobGas() {
    return maxFeePerBlobGas;
  }

  @Override
  public List<Hash32> blobVersionedHashes() {
    return blobVersionedHashes;
  }

  @Override
  void writeFields(RlpWriter out) {
    super.writeFields(out);
    out.write(maxFeePerBlobGas).startList();
    blobVersionedHashes.forEach(out::write);
    out.endList();
  }
}
