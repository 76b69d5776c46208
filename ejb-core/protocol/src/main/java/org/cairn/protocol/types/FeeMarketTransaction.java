package org.cairn.protocol.types;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** What the types since EIP-1559 share: a chain, a fee cap, a priority fee and an access list. */
public abstract sealed class FeeMarketTransaction extends Transaction
    permits DynamicFeeTransaction, BlobTransaction, SetCodeTransaction {
  private final Fields fields;

  /** The fields with which all of these types begin, in the order of their encoding. */
  record Fields(
      U256 chainId,
      long nonce,
      U256 maxPriorityFeePerGas,
      U256 maxFeePerGas,
      long gasLimit,
      @Nullable Address to,
      U256 value,
      Bytes data,
      List<AccessListEntry> accessList) {
    Fields {
      accessList = List.copyOf(accessList);
    }

    /** Reads them; without {@code mayCreate} there must be a recipient. */
    static Fields read(RlpReader in, boolean mayCreate) {
      return new Fields(
          in.readU256(),
          in.readUnsignedLong(),
          in.readU256(),
          in.readU256(),
          in.readUnsignedLong(),
          mayCreate ? readTo(in) : in.readAddress(),
          in.readU256(),
          in.readBytes(),
          AccessListEntry.readList(in));
    }
  }

  FeeMarketTransaction(Fields fields, TransactionSignature signature) {
    super(fields.nonce, fields.gasLimit, fields.to, fields.value, fields.data, signature);
    this.fields = fields;
  }

  @Override
  public final Optional<U256> chainId() {
    return Optional.of(fields.chainId);
  }

  @Override
  public final U256 maxFeePerGas() {
    return fields.maxFeePerGas;
  }

  @Override
  public final U256 maxPriorityFeePerGas() {
    return fields.maxPriorityFeePerGas;
  }

  @Override
  public final List<AccessListEntry> accessList() {
    return fields.accessList;
  }

  @Override
  void writeFields(RlpWriter out) {
    out.write(fields.chainId)
        .write(nonce())
        .write(fields.maxPriorityFeePerGas)
        .write(fields.maxFeePerGas)
        .write(gasLimit());
    writeTarget(out);
    AccessListEntry.writeList(fields.accessList, out);
  }
}
