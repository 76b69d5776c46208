package org.cairn.protocol.types;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * A signed transaction, one subclass a type (EIP-2718).
 *
 * <p>These are classes and not records because a transaction carries its canonical bytes and its
 * hash, which a block's import needs several times over. They are values all the same: immutable,
 * thread-safe, equal by their bytes.
 */
public abstract sealed class Transaction
    permits LegacyTransaction, AccessListTransaction, FeeMarketTransaction {
  private final long nonce;
  private final long gasLimit;
  private final @Nullable Address to;
  private final U256 value;
  private final Bytes data;
  private final TransactionSignature signature;
  private @Nullable Bytes encoded;
  private @Nullable Hash32 hash;

  Transaction(
      long nonce,
      long gasLimit,
      @Nullable Address to,
      U256 value,
      Bytes data,
      TransactionSignature signature) {
    this.nonce = nonce;
    this.gasLimit = gasLimit;
    this.to = to;
    this.value = value;
    this.data = data;
    this.signature = signature;
  }

  /**
   * Decodes the canonical bytes: a list for a legacy transaction, else the type and the list of its
   * fields.
   *
   * @throws org.cairn.protocol.rlp.RlpException if they are malformed or of an unknown type
   */
  public static Transaction decode(Bytes encoded) {
    Transaction transaction = decodeFields(encoded);
    transaction.encoded = encoded;
    return transaction;
  }

  private static Transaction decodeFields(Bytes encoded) {
    if (encoded.isEmpty() || (encoded.at(0) & 0xff) >= 0xc0) {
      return LegacyTransaction.readFields(RlpReader.ofList(encoded.shared()));
    }
    RlpReader outer = RlpReader.of(encoded.shared(), 1, encoded.length() - 1);
    TransactionType type = TransactionType.of(encoded.at(0), 0);
    RlpReader in = outer.readList();
    outer.end();
    return switch (type) {
      case ACCESS_LIST -> AccessListTransaction.readFields(in);
      case DYNAMIC_FEE -> DynamicFeeTransaction.readFields(in);
      case BLOB -> BlobTransaction.readFields(in);
      case SET_CODE -> SetCodeTransaction.readFields(in);
      case LEGACY -> throw new IllegalStateException("a legacy transaction has no type byte");
    };
  }

  /** Reads a transaction as a block's body holds it: a list, or a string around the typed bytes. */
  public static Transaction read(RlpReader in) {
    return decode(in.nextIsList() ? in.readRaw() : in.readBytes());
  }

  /** Writes the transaction as a block's body holds it. */
  public void writeTo(RlpWriter out) {
    if (type() == TransactionType.LEGACY) {
      out.writeRaw(encoded());
    } else {
      out.write(encoded());
    }
  }

  public abstract TransactionType type();

  /** The chain that the signature is bound to; empty for a legacy transaction without EIP-155. */
  public abstract Optional<U256> chainId();

  /** The most that may be paid for a unit of gas, in wei: the gas price before EIP-1559. */
  public abstract U256 maxFeePerGas();

  /**
   * The most that the block's beneficiary gets for a unit of gas, in wei: the gas price before
   * EIP-1559.
   */
  public abstract U256 maxPriorityFeePerGas();

  /**
   * What a unit of gas costs in a block, in wei: the base fee and as much of the priority fee as
   * the cap leaves (EIP-1559).
   *
   * @param baseFeePerGas of the block, or null before London
   */
  public final U256 effectiveGasPrice(@Nullable U256 baseFeePerGas) {
    U256 most = maxFeePerGas();
    U256 tip = maxPriorityFeePerGas();
    if (baseFeePerGas == null || most.equals(tip) || most.compareTo(baseFeePerGas) <= 0) {
      return most;
    }
    return most.minus(baseFeePerGas).compareTo(tip) <= 0 ? most : baseFeePerGas.plus(tip);
  }

  /** EIP-2930; empty where the type has none. */
  public List<AccessListEntry> accessList() {
    return List.of();
  }

  /** EIP-4844; empty where the type has none. */
  public List<Hash32> blobVersionedHashes() {
    return List.of();
  }

  /** EIP-4844, in wei; zero where the type has none. */
  public U256 maxFeePerBlobGas() {
    return U256.ZERO;
  }

  /** EIP-7702; empty where the type has none. */
  public List<Authorization> authorizationList() {
    return List.of();
  }

  /**
   * Parity of the signature's point, 0 or 1; empty if the signature's v is none that the type
   * allows.
   */
  public Optional<Integer> recoveryId() {
    U256 v = signature.v();
    return v.fitsLong() && v.toLong() <= 1 ? Optional.of((int) v.toLong()) : Optional.empty();
  }

  /** Writes the fields in front of the signature. */
  abstract void writeFields(RlpWriter out);

  /** Writes what is signed, the list included. */
  void writeSigned(RlpWriter out) {
    out.put((byte) type().code()).startList();
    writeFields(out);
    out.endList();
  }

  /** The hash that the sender signed. */
  public final Hash32 signingHash() {
    RlpWriter out = new RlpWriter(256 + data.length());
    writeSigned(out);
    return Keccak256.hash(out.buffer(), 0, out.size());
  }

  /**
   * Recovers the sender; empty if the signature is none. Rules about s and the chain id are not
   * looked at.
   */
  public final Optional<Address> recoverSender(Secp256k1 curve) {
    return recoveryId()
        .flatMap(id -> curve.recoverAddress(signingHash(), id, signature.r(), signature.s()));
  }

  /** The canonical bytes (EIP-2718): what is hashed, and what the transactions trie holds. */
  public final Bytes encoded() {
    Bytes known = encoded;
    if (known == null) {
      RlpWriter out = new RlpWriter(256 + data.length());
      if (type() != TransactionType.LEGACY) {
        out.put((byte) type().code());
      }
      out.startList();
      writeFields(out);
      signature.writeTo(out);
      known = out.endList().toBytes();
      encoded = known;
    }
    return known;
  }

  public final Hash32 hash() {
    Hash32 known = hash;
    if (known == null) {
      known = Keccak256.hash(encoded());
      hash = known;
    }
    return known;
  }

  /** 0..2^64-1, the sign bit being its highest. */
  public final long nonce() {
    return nonce;
  }

  /** 0..2^64-1, the sign bit being its highest. */
  public final long gasLimit() {
    return gasLimit;
  }

  /** The recipient; empty if the transaction creates a contract. */
  public final Optional<Address> to() {
    return Optional.ofNullable(to);
  }

  public final boolean isCreation() {
    return to == null;
  }

  /** In wei. */
  public final U256 value() {
    return value;
  }

  /** Call data, or the init code of a creation. */
  public final Bytes data() {
    return data;
  }

  public final TransactionSignature signature() {
    return signature;
  }

  static @Nullable Address readTo(RlpReader in) {
    int at = in.position();
    Bytes to = in.readBytes();
    if (to.isEmpty()) {
      return null;
    }
    if (to.length() != 20) {
      throw new org.cairn.protocol.rlp.RlpException("a recipient of " + to.length() + " bytes", at);
    }
    return Address.read(to.shared(), 0);
  }

  final void writeTarget(RlpWriter out) {
    if (to == null) {
      out.write(Bytes.EMPTY);
    } else {
      out.write(to);
    }
    out.write(value).write(data);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Transaction that && encoded().equals(that.encoded());
  }

  @Override
  public final int hashCode() {
    return hash().hashCode();
  }

  @Override
  public final String toString() {
    return type() + " transaction " + hash();
  }
}
