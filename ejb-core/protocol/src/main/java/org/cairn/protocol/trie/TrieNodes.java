package org.cairn.protocol.trie;

import org.cairn.protocol.bytes.Hash32;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes of tries are read from. A store keyed by path may ignore the hash, one keyed by
 * hash ignores the rest: what it returns is checked against the hash. Safe for use by several
 * threads.
 */
@FunctionalInterface
public interface TrieNodes {
  /** No nodes: all that a trie holds was put into it. */
  TrieNodes NONE = (owner, path, nibbles, hash) -> null;

  /**
   * The RLP of a node, or null if there is none; the caller does not write to it.
   *
   * @param owner hash of the account's address for a storage trie, no bytes for the trie of
   *     accounts
   * @param path bytes of which the first {@code nibbles} nibbles lead to the node
   * @param hash its expected hash
   */
  byte @Nullable [] node(byte[] owner, byte[] path, int nibbles, Hash32 hash);
}
