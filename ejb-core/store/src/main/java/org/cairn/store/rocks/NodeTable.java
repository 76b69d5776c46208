package org.cairn.store.rocks;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.trie.TrieNodes;
import org.cairn.store.rocks.Tables.Table;
import org.jspecify.annotations.Nullable;

/** Stored trie nodes by path. */
final class NodeTable implements TrieNodes {
  private final Tables tables;

  NodeTable(Tables tables) {
    this.tables = tables;
  }

  static Table of(byte[] owner) {
    return owner.length == 0 ? Table.ACCOUNT_NODES : Table.STORAGE_NODES;
  }

  /** Writes nibbles, a byte each, at an offset and returns the offset behind them. */
  static int writePath(byte[] key, int offset, byte[] path, int nibbles) {
    for (int i = 0; i < nibbles; i++) {
      int pair = path[i >> 1];
      key[offset + i] = (byte) (((i & 1) == 0 ? pair >> 4 : pair) & 0xf);
    }
    return offset + nibbles;
  }

  @Override
  public byte @Nullable [] node(byte[] owner, byte[] path, int nibbles, Hash32 hash) {
    byte[] key = new byte[owner.length + nibbles];
    System.arraycopy(owner, 0, key, 0, owner.length);
    writePath(key, owner.length, path, nibbles);
    return tables.get(of(owner), key);
  }
}
