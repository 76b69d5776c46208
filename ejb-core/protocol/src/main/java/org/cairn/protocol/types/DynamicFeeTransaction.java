package org.cairn.protocol.types;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Type 0x02: a fee cap and a priority fee (EIP-1559). */
public final class DynamicFeeTransaction extends FeeMarketTransaction {

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
        signature);
  }

  private DynamicFeeTransaction(Fields fields, TransactionSignature signature) {
    super(fields, signature);
  }

  static DynamicFeeTransaction readFields(RlpReader in) {
    Fields fields = Fields.read(in, true);
    TransactionSignature signature = TransactionSignature.read(in);
    in.end();
    return new DynamicFeeTransaction(fields, signature);
  }

  @Override
  public TransactionType type() {
    return TransactionType.DYNAMIC_FEE;
  }
}
