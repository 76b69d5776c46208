package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A block's header and what is known of it. */
@Entity
@Table(name = "blocks")
@IdClass(BlockEntity.Key.class)
public class BlockEntity {
  @Id
  @Column(name = "number")
  private long number;

  @Column(name = "gas_limit")
  private long gasLimit;

  @Column(name = "gas_used")
  private long gasUsed;

  @Column(name = "timestamp")
  private long timestamp;

  @Column(name = "transaction_total")
  private @Nullable Long transactionTotal;

  @Column(name = "transaction_count")
  private int transactionCount;

  @Column(name = "ommer_count")
  private int ommerCount;

  @Column(name = "size")
  private int size;

  @Column(name = "canonical")
  private boolean canonical;

  @Column(name = "status")
  private String status = "";

  @Id
  @Column(name = "hash")
  private byte[] hash = {};

  @Column(name = "parent_hash")
  private byte[] parentHash = {};

  @Column(name = "ommers_hash")
  private byte[] ommersHash = {};

  @Column(name = "coinbase")
  private byte[] coinbase = {};

  @Column(name = "author")
  private byte[] author = {};

  @Column(name = "state_root")
  private byte[] stateRoot = {};

  @Column(name = "transactions_root")
  private byte[] transactionsRoot = {};

  @Column(name = "receipts_root")
  private byte[] receiptsRoot = {};

  @Column(name = "difficulty", precision = 78, scale = 0)
  private BigInteger difficulty = BigInteger.ZERO;

  @Column(name = "total_difficulty", precision = 78, scale = 0)
  private BigInteger totalDifficulty = BigInteger.ZERO;

  @Column(name = "extra_data")
  private byte[] extraData = {};

  @Column(name = "mix_hash")
  private byte[] mixHash = {};

  @Column(name = "nonce")
  private byte[] nonce = {};

  @Column(name = "base_fee_per_gas", precision = 78, scale = 0)
  private @Nullable BigInteger baseFeePerGas;

  @Column(name = "withdrawals_root")
  private byte @Nullable [] withdrawalsRoot;

  @Column(name = "blob_gas_used", precision = 20, scale = 0)
  private @Nullable BigInteger blobGasUsed;

  @Column(name = "excess_blob_gas", precision = 20, scale = 0)
  private @Nullable BigInteger excessBlobGas;

  @Column(name = "parent_beacon_block_root")
  private byte @Nullable [] parentBeaconBlockRoot;

  @Column(name = "requests_hash")
  private byte @Nullable [] requestsHash;

  @Column(name = "header")
  private byte[] header = {};

  @Column(name = "senders")
  private byte @Nullable [] senders;

  @Column(name = "invalid_reason")
  private @Nullable String invalidReason;

  protected BlockEntity() {}

  public long number() {
    return number;
  }

  public long gasLimit() {
    return gasLimit;
  }

  public long gasUsed() {
    return gasUsed;
  }

  public long timestamp() {
    return timestamp;
  }

  public @Nullable Long transactionTotal() {
    return transactionTotal;
  }

  public int transactionCount() {
    return transactionCount;
  }

  public int ommerCount() {
    return ommerCount;
  }

  public int size() {
    return size;
  }

  public boolean canonical() {
    return canonical;
  }

  public String status() {
    return status;
  }

  public byte[] hash() {
    return hash;
  }

  public byte[] parentHash() {
    return parentHash;
  }

  public byte[] ommersHash() {
    return ommersHash;
  }

  public byte[] coinbase() {
    return coinbase;
  }

  public byte[] author() {
    return author;
  }

  public byte[] stateRoot() {
    return stateRoot;
  }

  public byte[] transactionsRoot() {
    return transactionsRoot;
  }

  public byte[] receiptsRoot() {
    return receiptsRoot;
  }

  public BigInteger difficulty() {
    return difficulty;
  }

  public BigInteger totalDifficulty() {
    return totalDifficulty;
  }

  public byte[] extraData() {
    return extraData;
  }

  public byte[] mixHash() {
    return mixHash;
  }

  public byte[] nonce() {
    return nonce;
  }

  public @Nullable BigInteger baseFeePerGas() {
    return baseFeePerGas;
  }

  public byte @Nullable [] withdrawalsRoot() {
    return withdrawalsRoot;
  }

  public @Nullable BigInteger blobGasUsed() {
    return blobGasUsed;
  }

  public @Nullable BigInteger excessBlobGas() {
    return excessBlobGas;
  }

  public byte @Nullable [] parentBeaconBlockRoot() {
    return parentBeaconBlockRoot;
  }

  public byte @Nullable [] requestsHash() {
    return requestsHash;
  }

  public byte[] header() {
    return header;
  }

  public byte @Nullable [] senders() {
    return senders;
  }

  public @Nullable String invalidReason() {
    return invalidReason;
  }

  /** The key. */
  public static class Key implements Serializable {
    private long number;
    private byte[] hash = {};

    public Key() {}

    public Key(long number, byte[] hash) {
      this.number = number;
      this.hash = hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && number == that.number && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
      return Objects.hash(number, Arrays.hashCode(hash));
    }
  }
}
