package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A log of a canonical transaction. */
@Entity
@Table(name = "logs")
@IdClass(LogEntity.Key.class)
public class LogEntity {
  @Id
  @Column(name = "block_number")
  private long blockNumber;

  @Id
  @Column(name = "log_index")
  private int logIndex;

  @Column(name = "transaction_index")
  private int transactionIndex;

  @Column(name = "address")
  private byte[] address = {};

  @Column(name = "topic0")
  private byte @Nullable [] topic0;

  @Column(name = "topic1")
  private byte @Nullable [] topic1;

  @Column(name = "topic2")
  private byte @Nullable [] topic2;

  @Column(name = "topic3")
  private byte @Nullable [] topic3;

  @Column(name = "data")
  private byte[] data = {};

  protected LogEntity() {}

  public long blockNumber() {
    return blockNumber;
  }

  public int logIndex() {
    return logIndex;
  }

  public int transactionIndex() {
    return transactionIndex;
  }

  public byte[] address() {
    return address;
  }

  public byte @Nullable [] topic0() {
    return topic0;
  }

  public byte @Nullable [] topic1() {
    return topic1;
  }

  public byte @Nullable [] topic2() {
    return topic2;
  }

  public byte @Nullable [] topic3() {
    return topic3;
  }

  public byte[] data() {
    return data;
  }

  /** The key. */
  public static class Key implements Serializable {
    private long blockNumber;
    private int logIndex;

    public Key() {}

    public Key(long blockNumber, int logIndex) {
      this.blockNumber = blockNumber;
      this.logIndex = logIndex;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && blockNumber == that.blockNumber
          && logIndex == that.logIndex;
    }

    @Override
    public int hashCode() {
      return Objects.hash(blockNumber, logIndex);
    }
  }
}
