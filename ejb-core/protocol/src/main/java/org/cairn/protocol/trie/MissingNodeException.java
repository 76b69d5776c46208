package org.cairn.protocol.trie;

import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;

/** A trie refers to a node that is not stored, or no longer. */
public final class MissingNodeException extends RuntimeException {
  MissingNodeException(byte[] owner, byte[] path, int nibbles, Hash32 hash) {
    super(
        "node "
            + hash
            + " is not there, "
            + nibbles
            + " nibbles along "
            + Bytes.copyOf(path)
            + (owner.length == 0 ? " of the accounts" : " of the storage of " + Bytes.wrap(owner)));
  }
}
