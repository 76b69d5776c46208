package org.cairn.protocol.types;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/**
 * Type 0x04: sets the code of the accounts that authorised it, and has a recipient always
 * (EIP-7702).
 */
public final class SetCodeTransaction extends FeeMarketTransaction {
  private final List<Authorization> authorizationList;

  public SetCodeTransaction(
      U256 chainId,
      long nonce,
      U256 maxPriorityFeePerGas,
      U256 maxFeePerGas,
      long gasLimit,
      Address to,
      U256 value,
      Bytes data,
      List<AccessListEntry> accessList,
      List<Authorization> authorizationList,
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
        authorizationList,
        signature);
  }

  private SetCodeTransaction(
      Fields fields, List<Authorization> authorizationList, TransactionSignature signature) {
    super(fields, signature);
    this.authorizationList = List.copyOf(authorizationList);
  }

  static SetCodeTransaction readFields(RlpReader in) {
    Fields fields = Fields.read(in, false);
    List<Authorization> authorizationList = Authorization.readList(in);
    TransactionSignature signature = TransactionSignature.read(in);
    in.end();
    return new SetCodeTransaction(fields, authorizationList, signature);
  }

  @Override
  public TransactionType type() {
    return TransactionType.SET_CODE;
  }

  @Override
  public List<Authorization> authorizationList() {
    return authorizationList;
  }

  @Override
  void writeFields(RlpWriter out) {
    super.writeFields(out);
    Authorization.writeList(authorizationList, out);
  }
}
