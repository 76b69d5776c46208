package org.cairn.protocol.types;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** A transaction of before EIP-2718, with or without the replay protection of EIP-155. */
public final class LegacyTransaction extends Transaction {
  private static final U256 FIRST_EIP155_V = U256.of(35);

  private final U256 gasPrice;

  public LegacyTransaction(
      long nonce,
      U256 gasPrice,
      long gasLimit,
      @Nullable Address to,
      U256 value,
      Bytes data,
      TransactionSignature signature) {
    super(nonce, gasLimit, to, value, data, signature);
    this.gasPrice = gasPrice;
  }

  static LegacyTransaction readFields(RlpReader in) {
    long nonce = in.readUnsignedLong();
    U256 gasPrice = in.readU256();
    long gasLimit = in.readUnsignedLong();
    Address to = readTo(in);
    U256 value = in.readU256();
    Bytes data = in.readBytes();
    TransactionSignature signature = TransactionSignature.read(in);
    in.end();
    return new LegacyTransaction(nonce, gasPrice, gasLimit, to, value, data, signature);
  }

  @Override
  public TransactionType type() {
    return TransactionType.LEGACY;
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
  public Optional<U256> chainId() {
    U256 v = signature().v();
    return v.compareTo(FIRST_EIP155_V) < 0
        ? Optional.empty()
        : Optional.of(U256.of(v.minus(FIRST_EIP155_V).toBigInteger().shiftRight(1)));
  }

  @Override
  public Optional<Integer> recoveryId() {
    long low = signature().v().word(3);
    if (chainId().isPresent()) {
      return Optional.of((int) (low + 1 & 1));
    }
    return low == 27 || low == 28 ? Optional.of((int) low - 27) : Optional.empty();
  }

  @Override
  void writeFields(RlpWriter out) {
    out.write(nonce()).write(gasPrice).write(gasLimit());
    writeTarget(out);
  }

  @Override
  void writeSigned(RlpWriter out) {
    out.startList();
    writeFields(out);
    chainId().ifPresent(id -> out.write(id).write(0).write(0));
    out.endList();
  }
}
