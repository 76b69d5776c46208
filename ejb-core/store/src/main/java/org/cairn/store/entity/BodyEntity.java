package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** A block's body as the network encodes it, packed. */
@Entity
@Table(name = "bodies")
@IdClass(BodyEntity.Key.class)
public class BodyEntity {
  @Id
  @Column(name = "block_number")
  private long blockNumber;

  @Id
  @Column(name = "block_hash")
  private byte[] blockHash = {};

  @Column(name = "body")
  private byte[] body = {};

  protected BodyEntity() {}

  public long blockNumber() {
    return blockNumber;
  }

  public byte[] blockHash() {
    return blockHash;
  }

  public byte[] body() {
    return body;
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
