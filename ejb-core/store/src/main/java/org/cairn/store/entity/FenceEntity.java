package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** Which node may write. */
@Entity
@Table(name = "fence")
public class FenceEntity {
  @Id
  @Column(name = "id")
  private short id;

  @Column(name = "number")
  private long number;

  @Column(name = "owner")
  private String owner = "";

  @Column(name = "taken_at")
  private OffsetDateTime takenAt = OffsetDateTime.MIN;

  protected FenceEntity() {}

  public short id() {
    return id;
  }

  public long number() {
    return number;
  }

  public String owner() {
    return owner;
  }

  public OffsetDateTime takenAt() {
    return takenAt;
  }
}
