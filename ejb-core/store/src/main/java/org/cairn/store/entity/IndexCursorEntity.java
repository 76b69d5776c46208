package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A derived table that is being rebuilt. */
@Entity
@Table(name = "index_cursors")
public class IndexCursorEntity {
  @Id
  @Column(name = "name")
  private String name = "";

  @Column(name = "next_block")
  private long nextBlock;

  @Column(name = "last_block")
  private long lastBlock;

  protected IndexCursorEntity() {}

  public String name() {
    return name;
  }

  public long nextBlock() {
    return nextBlock;
  }

  public long lastBlock() {
    return lastBlock;
  }
}
