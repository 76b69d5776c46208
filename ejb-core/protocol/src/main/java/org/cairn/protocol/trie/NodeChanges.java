package org.cairn.protocol.trie;

/**
 * Takes the difference between two trees of stored nodes; {@code owner}, {@code path} and {@code
 * nibbles} as in {@link TrieNodes#node}. The arrays may be written over after a call returns.
 */
public interface NodeChanges {
  /** A node is new or has changed: its RLP is the first {@code length} bytes of the array. */
  void put(byte[] owner, byte[] path, int nibbles, byte[] rlp, int length);

  /** A node is gone. */
  void delete(byte[] owner, byte[] path, int nibbles);

  /** All nodes at and below a path are gone; some may be put anew afterwards. */
  void deleteBelow(byte[] owner, byte[] path, int nibbles);
}
