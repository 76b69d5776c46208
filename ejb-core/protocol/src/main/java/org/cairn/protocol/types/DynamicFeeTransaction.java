package org.cairn.protocol.types;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Type 0x02: a fee cap and a priority fee (EIP-1559). */
public final class DynamicFeeTransaction extends Transaction {
  private final U256 chainId;
  private final U256 maxPriorityFeePerGas;
  private final U256 maxFeePerGas;
  private final List<AccessListEntry> accessList;

  public DynamicFeeTransaction(
      U256 chainId,
      long nonce,
      U256 maxPriorityFeePerGas,
      U256 maxFeePerGas,
      long gasLimit,
      @Nullable Address to,
      U256 value,
      Bytes data,
      List<AccessListEntry> accessList,
      TransactionSignature signature) {
    super(nonce, gasLimit, to, value, data, signature);
    this.chainId = chainId;
    this.maxPriorityFeePerGas = maxPriorityFeePerGas;
    this.maxFeePerGas = maxFeePerGas;
    this.accessList = List.copyOf(accessList);
  }

  static DynamicFeeTransaction readFields(RlpReader in) {
    U256 chainId = in.readU256();
    long nonce = in.readUnsignedLong();
    U256 maxPriorityFeePerGas = in.readU256();
    U256 maxFeePerGas = in.readU256();
    long gasLimit = in.readUnsignedLong();
    Address to = readTo(in);
    U256 value = in.readU256();
    Bytes data = in.readBytes();
    List<AccessListEntry> accessList = AccessListEntry.readList(in);
    TransactionSignature signature = TransactionSignature.read(in);
    in.end();
    return new DynamicFeeTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        signature);
  }

  @Override
  public TransactionType type() {
    return TransactionType.DYNAMIC_FEE;
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
  void writeFields(RlpWriter out) {
    out.write(chainId)
        .write(nonce())
        .write(maxPriorityFeePerGas)
        .write(maxFeePerGas)
        .write(gasLimit());
    writeTarget(out);
    AccessListEntry.writeList(accessList, out);
  }
}
