package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A canonical transaction. */
@Entity
@Table(name = "transactions")
@IdClass(TransactionEntity.Key.class)
public class TransactionEntity {
  @Id
  @Column(name = "block_number")
  private long blockNumber;

  @Column(name = "gas_used")
  private long gasUsed;

  @Id
  @Column(name = "index")
  private int index;

  @Column(name = "type")
  private short type;

  @Column(name = "succeeded")
  private boolean succeeded;

  @Column(name = "hash")
  private byte[] hash = {};

  @Column(name = "from_address")
  private byte[] fromAddress = {};

  @Column(name = "to_address")
  private byte @Nullable [] toAddress;

  @Column(name = "created")
  private byte @Nullable [] created;

  @Column(name = "nonce", precision = 20, scale = 0)
  private BigInteger nonce = BigInteger.ZERO;

  @Column(name = "gas_limit", precision = 20, scale = 0)
  private BigInteger gasLimit = BigInteger.ZERO;

  @Column(name = "value", precision = 78, scale = 0)
  private BigInteger value = BigInteger.ZERO;

  @Column(name = "gas_price", precision = 78, scale = 0)
  private BigInteger gasPrice = BigInteger.ZERO;

  @Column(name = "fee", precision = 78, scale = 0)
  private BigInteger fee = BigInteger.ZERO;

  @Column(name = "method")
  private byte @Nullable [] method;

  protected TransactionEntity() {}

  public long blockNumber() {
    return blockNumber;
  }

  public long gasUsed() {
    return gasUsed;
  }

  public int index() {
    return index;
  }

  public short type() {
    return type;
  }

  public boolean succeeded() {
    return succeeded;
  }

  public byte[] hash() {
    return hash;
  }

  public byte[] fromAddress() {
    return fromAddress;
  }

  public byte @Nullable [] toAddress() {
    return toAddress;
  }

  public byte @Nullable [] created() {
    return created;
  }

  public BigInteger nonce() {
    return nonce;
  }

  public BigInteger gasLimit() {
    return gasLimit;
  }

  public BigInteger value() {
    return value;
  }

  public BigInteger gasPrice() {
    return gasPrice;
  }

  public BigInteger fee() {
    return fee;
  }

  public byte @Nullable [] method() {
    return method;
  }

  /** The key. */
  public static class Key implements Serializable {
    private long blockNumber;
    private int index;

    public Key() {}

    public Key(long blockNumber, int index) {
      this.blockNumber = blockNumber;
      this.index = index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && blockNumber == that.blockNumber && index == that.index;
    }

    @Override
    public int hashCode() {
      return Objects.hash(blockNumber, index);
    }
  }
}
