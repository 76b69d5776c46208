package org.cairn.rpc;

/** What a caller may do. */
public enum Rights {
  /** Read the chain. */
  READ,
  /** Read the chain and administer the node. */
  ADMIN
}
