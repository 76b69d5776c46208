package org.cairn.protocol.trie;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpWriter;

/** Tries of transactions, receipts and withdrawals: items by the RLP of their index. */
public final class OrderedTrie {
  private OrderedTrie() {}

  /** The root over non-empty items, which are encoded as the block's body or receipts hold them. */
  public static Hash32 root(List<Bytes> items) {
    TrieBuilder builder = new TrieBuilder();
    RlpWriter key = new RlpWriter(8);
    int size = items.size();
    // The RLP of 0 is 0x80: it comes after those of 1 to 127 and before all others.
    for (int index = 1; index < Math.min(size, 128); index++) {
      put(builder, key, index, items.get(index));
    }
    if (size > 0) {
      put(builder, key, 0, items.get(0));
    }
    for (int index = 128; index < size; index++) {
      put(builder, key, index, items.get(index));
    }
    return builder.root();
  }

  private static void put(TrieBuilder builder, RlpWriter key, int index, Bytes item) {
    builder.put(key.reset().write((long) index).toArray(), item.shared());
  }
}
