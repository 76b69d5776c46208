package org.cairn.protocol.types;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Type 0x01: a gas price and an access list (EIP-2930). */
public final class AccessListTransaction extends Transaction {
  private final U256 chainId;
  private final U256 gasPrice;
  private final List<AccessListEntry> accessList;

  public AccessListTransaction(
      U256 chainId,
      long nonce,
      U256 gasPrice,
      long gasLimit,
      @Nullable Address to,
      U256 value,
      Bytes data,
      List<AccessListEntry> accessList,
      TransactionSignature signature) {
    super(nonce, gasLimit, to, value, data, signature);
    this.chainId = chainId;
    this.gasPrice = gasPrice;
    this.accessList = List.copyOf(accessList);
  }

  static AccessListTransaction readFields(RlpReader in) {
    U256 chainId = in.readU256();
    long nonce = in.readUnsignedLong();
    U256 gasPrice = in.readU256();
    long gasLimit = in.readUnsignedLong();
    Address to = readTo(in);
    U256 value = in.readU256();
    Bytes data = in.readBytes();
    List<AccessListEntry> accessList = AccessListEntry.readList(in);
    TransactionSignature signature = TransactionSignature.read(in);
    in.end();
    return new AccessListTransaction(
        chainId, nonce, gasPrice, gasLimit, to, value, data, accessList, signature);
  }

  @Override
  public TransactionType type() {
    return TransactionType.ACCESS_LIST;
  }

  @Override
  public Optional<U256> chainId() {
    return Optional.of(chainId);
  }

  /** In wei for a unit of gas. */
  public U256 gasPrice() {
    return gasPrice;
  }

  @Override
  public U256 maxFeePerGas() {
    return gasPrice;
  }

  @Override
  public U256 maxPriorityFeePerGas() {
    return gasPrice;
  }

  @Override
  public List<AccessListEntry> accessList() {
    return accessList;
  }

  @Override
  void writeFields(RlpWriter out) {
    out.write(chainId).write(nonce()).write(gasPrice).write(gasLimit());
    writeTarget(out);
    AccessListEntry.writeList(accessList, out);
  }
}
