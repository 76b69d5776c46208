package org.cairn.protocol.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/** Type 0x03: carries blobs by their versioned hashes and has a recipient always (EIP-4844). */
public final class BlobTransaction extends Transaction {
  private final U256 chainId;
  private final U256 maxPriorityFeePerGas;
  private final U256 maxFeePerGas;
  private final List<AccessListEntry> accessList;
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
    super(nonce, gasLimit, to, value, data, signature);
    this.chainId = chainId;
    this.maxPriorityFeePerGas = maxPriorityFeePerGas;
    this.maxFeePerGas = maxFeePerGas;
    this.accessList = List.copyOf(accessList);
    this.maxFeePerBlobGas = maxFeePerBlobGas;
    this.blobVersionedHashes = List.copyOf(blobVersionedHashes);
  }

  static BlobTransaction readFields(RlpReader in) {
    U256 chainId = in.readU256();
    long nonce = in.readUnsignedLong();
    U256 maxPriorityFeePerGas = in.readU256();
    U256 maxFeePerGas = in.readU256();
    long gasLimit = in.readUnsignedLong();
    Address to = in.readAddress();
    U256 value = in.readU256();
    Bytes data = in.readBytes();
    List<AccessListEntry> accessList = AccessListEntry.readList(in);
    U256 maxFeePerBlobGas = in.readU256();
    RlpReader hashes = in.readList();
    List<Hash32> blobVersionedHashes = new ArrayList<>();
    while (hashes.hasNext()) {
      blobVersionedHashes.add(hashes.readHash());
    }
    TransactionSignature signature = TransactionSignature.read(in);
    in.end();
    return new BlobTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        maxFeePerBlobGas,
        blobVersionedHashes,
        signature);
  }

  @Override
  public TransactionType type() {
    return TransactionType.BLOB;
  }

  @Override
  public Optional<U256> chainId() {
    return Optional.of(chainId);
  }

  @Override
  public U256 maxFeePerGas() {
    return maxFeePerGas;
  }

  @Override
  public U256 maxPriorityFeePerGas() {
    return maxPriorityFeePerGas;
  }

  @Override
  public List<AccessListEntry> accessList() {
    return accessList;
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
    out.write(chainId)
        .write(nonce())
        .write(maxPriorityFeePerGas)
        .write(maxFeePerGas)
        .write(gasLimit());
    writeTarget(out);
    AccessListEntry.writeList(accessList, out);
    out.write(maxFeePerBlobGas).startList();
    blobVersionedHashes.forEach(out::write);
    out.endList();
  }
}
