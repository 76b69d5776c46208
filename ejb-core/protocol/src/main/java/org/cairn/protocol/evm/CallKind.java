package org.cairn.protocol.evm;

/** What began a frame. */
public enum CallKind {
  CALL,
  CALLCODE,
  DELEGATECALL,
  STATICCALL,
  CREATE,
  CREATE2;

  public boolean creates() {
    return this == CREATE || this == CREATE2;
  }
}
