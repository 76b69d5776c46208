package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The last canonical block. */
@Entity
@Table(name = "head")
public class HeadEntity {
  @Id
  @Column(name = "id")
  private short id;

  @Column(name = "number")
  private long number;

  @Column(name = "hash")
  private byte[] hash = {};

  @Column(name = "state_root")
  private byte[] stateRoot = {};

  @Column(name = "total_difficulty", precision = 78, scale = 0)
  private BigInteger totalDifficulty = BigInteger.ZERO;

  @Column(name = "safe_number")
  private @Nullable Long safeNumber;

  @Column(name = "safe_hash")
  private byte @Nullable [] safeHash;

  @Column(name = "finalized_number")
  private @Nullable Long finalizedNumber;

  @Column(name = "finalized_hash")
  private byte @Nullable [] finalizedHash;

  protected HeadEntity() {}

  public short id() {
    return id;
  }

  public long number() {
    return number;
  }

  public byte[] hash() {
    return hash;
  }

  public byte[] stateRoot() {
    return stateRoot;
  }

  public BigInteger totalDifficulty() {
    return totalDifficulty;
  }

  public @Nullable Long safeNumber() {
    return safeNumber;
  }

  public byte @Nullable [] safeHash() {
    return safeHash;
  }

  public @Nullable Long finalizedNumber() {
    return finalizedNumber;
  }

  public byte @Nullable [] finalizedHash() {
    return finalizedHash;
  }
}
