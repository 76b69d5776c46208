package org.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A small value kept beside the chain. */
@Entity
@Table(name = "named_values")
public class NamedValueEntity {
  @Id
  @Column(name = "name")
  private String name = "";

  @Column(name = "value")
  private byte[] value = {};

  protected NamedValueEntity() {}

  public String name() {
    return name;
  }

  public byte[] value() {
    return value;
  }
}
