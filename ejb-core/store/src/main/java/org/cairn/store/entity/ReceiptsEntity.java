package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** The receipts of an executed block as the network encodes them, and its calls, packed. */
@Entity
@Table(name = "receipts")
@IdClass(ReceiptsEntity.Key.class)
public class ReceiptsEntity {
  @Id
  @Column(name = "block_number")
  private long blockNumber;

  @Id
  @Column(name = "block_hash")
  private byte[] blockHash = {};

  @Column(name = "receipts")
  private byte[] receipts = {};

  @Column(name = "value_calls")
  private byte[] valueCalls = {};

  protected ReceiptsEntity() {}

  public long blockNumber() {
    return blockNumber;
  }

  public byte[] blockHash() {
    return blockHash;
  }

  public byte[] receipts() {
    return receipts;
  }

  public byte[] valueCalls() {
    return valueCalls;
  }

  /** The key. */
  public static class Key implements Serializable {
    private long blockNumber;
    private byte[] blockHash = {};

    public Key() {}

    public Key(long blockNumber, byte[] blockHash) {
      this.blockNumber = blockNumber;
      this.blockHash = blockHash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && blockNumber == that.blockNumber
          && Arrays.equals(blockHash, that.blockHash);
    }

    @Override
    public int hashCode() {
      return Objects.hash(blockNumber, Arrays.hashCode(blockHash));
    }
  }
}
