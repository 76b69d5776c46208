package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The chain that the database belongs to. */
@Entity
@Table(name = "chain")
public class ChainEntity {
  @Id
  @Column(name = "id")
  private short id;

  @Column(name = "genesis_hash")
  private byte[] genesisHash = {};

  @Column(name = "genesis_json")
  private String genesisJson = "";

  protected ChainEntity() {}

  public short id() {
    return id;
  }

  public byte[] genesisHash() {
    return genesisHash;
  }

  public String genesisJson() {
    return genesisJson;
  }
}
