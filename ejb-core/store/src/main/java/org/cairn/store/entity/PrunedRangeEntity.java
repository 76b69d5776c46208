package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** Blocks of which something is not kept. */
@Entity
@Table(name = "pruned_ranges")
@IdClass(PrunedRangeEntity.Key.class)
public class PrunedRangeEntity {
  @Id
  @Column(name = "kind")
  private String kind = "";

  @Id
  @Column(name = "first_block")
  private long firstBlock;

  @Column(name = "last_block")
  private long lastBlock;

  protected PrunedRangeEntity() {}

  public String kind() {
    return kind;
  }

  public long firstBlock() {
    return firstBlock;
  }

  public long lastBlock() {
    return lastBlock;
  }

  /** The key. */
  public static class Key implements Serializable {
    private String kind = "";
    private long firstBlock;

    public Key() {}

    public Key(String kind, long firstBlock) {
      this.kind = kind;
      this.firstBlock = firstBlock;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && kind.equals(that.kind) && firstBlock == that.firstBlock;
    }

    @Override
    public int hashCode() {
      return Objects.hash(kind, firstBlock);
    }
  }
}
