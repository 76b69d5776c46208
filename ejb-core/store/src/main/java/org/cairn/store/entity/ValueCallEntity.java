package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Objects;

/** A call inside a canonical transaction that moved value. */
@Entity
@Table(name = "value_calls")
@IdClass(ValueCallEntity.Key.class)
public class ValueCallEntity {
  @Id
  @Column(name = "block_number")
  private long blockNumber;

  @Id
  @Column(name = "ordinal")
  private int ordinal;

  @Column(name = "transaction_index")
  private int transactionIndex;

  @Column(name = "kind")
  private String kind = "";

  @Column(name = "from_address")
  private byte[] fromAddress = {};

  @Column(name = "to_address")
  private byte[] toAddress = {};

  @Column(name = "value", precision = 78, scale = 0)
  private BigInteger value = BigInteger.ZERO;

  @Column(name = "path")
  private int[] path = {};

  protected ValueCallEntity() {}

  public long blockNumber() {
    return blockNumber;
  }

  public int ordinal() {
    return ordinal;
  }

  public int transactionIndex() {
    return transactionIndex;
  }

  public String kind() {
    return kind;
  }

  public byte[] fromAddress() {
    return fromAddress;
  }

  public byte[] toAddress() {
    return toAddress;
  }

  public BigInteger value() {
    return value;
  }

  public int[] path() {
    return path;
  }

  /** The key. */
  public static class Key implements Serializable {
    private long blockNumber;
    private int ordinal;

    public Key() {}

    public Key(long blockNumber, int ordinal) {
      this.blockNumber = blockNumber;
      this.ordinal = ordinal;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && blockNumber == that.blockNumber
          && ordinal == that.ordinal;
    }

    @Override
    public int hashCode() {
      return Objects.hash(blockNumber, ordinal);
    }
  }
}
