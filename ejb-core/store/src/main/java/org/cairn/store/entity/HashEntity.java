package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** Where a hash is. */
@Entity
@Table(name = "hashes")
@IdClass(HashEntity.Key.class)
public class HashEntity {
  @Id
  @Column(name = "prefix")
  private long prefix;

  @Id
  @Column(name = "block_number")
  private long blockNumber;

  @Id
  @Column(name = "index")
  private int index;

  protected HashEntity() {}

  public long prefix() {
    return prefix;
  }

  public long blockNumber() {
    return blockNumber;
  }

  public int index() {
    return index;
  }

  /** The key. */
  public static class Key implements Serializable {
    private long prefix;
    private long blockNumber;
    private int index;

    public Key() {}

    public Key(long prefix, long blockNumber, int index) {
      this.prefix = prefix;
      this.blockNumber = blockNumber;
      this.index = index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && prefix == that.prefix
          && blockNumber == that.blockNumber
          && index == that.index;
    }

    @Override
    public int hashCode() {
      return Objects.hash(prefix, blockNumber, index);
    }
  }
}
