package org.cairn.protocol.trie;

import org.cairn.protocol.rlp.RlpWriter;
import org.jspecify.annotations.Nullable;

/**
 * A node in memory. Nodes form persistent trees: an update makes new nodes on the way to what
 * changed and shares the rest, so every block has its own tree at the cost of its changes.
 *
 * <p>Concurrency: what a node means never changes after it is hashed, and trees are handed to other
 * threads after that only. Two things do change, and are safe because they do not change the
 * meaning: a {@link Stub} learns the node that it stands for, or forgets it.
 */
abstract sealed class TrieNode {
  private static final byte[] NO_CHILD = {(byte) 0x80};

  /**
   * The RLP item with which a parent refers to the node: the string of its hash (33 bytes), or the
   * node itself where it takes less than 32 bytes. Null until the node is hashed.
   */
  byte @Nullable [] reference;

  /** Writes the node's RLP; the references of its children must be known. */
  abstract void encode(RlpWriter out);

  final byte[] reference() {
    byte[] known = reference;
    if (known == null) {
      throw new IllegalStateException("a node is not hashed");
    }
    return known;
  }

  /** Whether the node is stored under its hash, and not within its parent. */
  final boolean isHashed() {
    return reference().length == 33;
  }

  /** The item of a hash, of which 32 bytes are copied. */
  static byte[] referenceTo(byte[] hashes, int offset) {
    byte[] item = new byte[33];
    item[0] = (byte) 0xa0;
    System.arraycopy(hashes, offset, item, 1, 32);
    return item;
  }

  /** A node known by its hash, and perhaps loaded. */
  static final class Stub extends TrieNode {
    volatile @Nullable TrieNode loaded;

    /** From an item of a hash. */
    Stub(byte[] reference) {
      this.reference = reference;
    }

    @Override
    void encode(RlpWriter out) {
      throw new IllegalStateException("a node is not loaded");
    }
  }

  /**
   * An entry. The whole key is kept; the nibbles from {@code depth} on belong to the leaf.
   *
   * <p>In the trie of accounts it leads to the storage trie of its account.
   */
  static final class Leaf extends TrieNode {
    final byte[] key;
    final byte[] value;
    final @Nullable TrieNode storage;
    final int depth;

    Leaf(byte[] key, byte[] value, @Nullable TrieNode storage, int depth) {
      this.key = key;
      this.value = value;
      this.storage = storage;
      this.depth = depth;
    }

    Leaf at(int newDepth) {
      return newDepth == depth ? this : new Leaf(key, value, storage, newDepth);
    }

    @Override
    void encode(RlpWriter out) {
      out.startList();
      Nibbles.writeHexPrefix(out, key, depth, Nibbles.count(key), true);
      out.write(value).endList();
    }
  }

  /**
   * The nibbles {@code from} to {@code to} that all keys below share, which begin as {@code key}.
   */
  static final class Extension extends TrieNode {
    final byte[] key;
    final int from;
    final int to;
    private final TrieNode child;

    Extension(byte[] key, int from, int to, TrieNode child) {
      this.key = key;
      this.from = from;
      this.to = to;
      this.child = child;
    }

    /** A stub only if the child is not loaded. */
    TrieNode child() {
      return resolved(child);
    }

    TrieNode childOrStub() {
      return child;
    }

    @Override
    void encode(RlpWriter out) {
      out.startList();
      Nibbles.writeHexPrefix(out, key, from, to, false);
      byte[] item = child.reference();
      out.writeRaw(item, 0, item.length).endList();
    }
  }

  /** Up to sixteen children by the next nibble, and the value of the key that ends here. */
  static final class Branch extends TrieNode {
    private final @Nullable TrieNode[] children;

    /** Empty if no key ends here. */
    final byte[] value;

    /** When the branch was last needed; see {@link StateTrie#forgetBefore}. */
    int used;

    Branch(@Nullable TrieNode[] children, byte[] value) {
      this.children = children;
      this.value = value;
    }

    /** A stub only if the child is not loaded. */
    @Nullable TrieNode child(int nibble) {
      TrieNode child = children[nibble];
      return child == null ? null : resolved(child);
    }

    @Nullable TrieNode childOrStub(int nibble) {
      return children[nibble];
    }

    @Nullable TrieNode[] copyOfChildren() {
      return children.clone();
    }

    /** Puts a stub in the place of a child that is stored. */
    void forget(int nibble, Stub stub) {
      children[nibble] = stub;
    }

    @Override
    void encode(RlpWriter out) {
      if (value.length > 0) {
        out.startList();
        encodeChildren(out);
        out.write(value).endList();
        return;
      }
      int length = 17;
      for (TrieNode child : children) {
        length += child == null ? 0 : child.reference().length - 1;
      }
      encodeChildren(out.startList(length));
      out.writeRaw(NO_CHILD, 0, 1);
    }

    private void encodeChildren(RlpWriter out) {
      for (TrieNode child : children) {
        byte[] item = child == null ? NO_CHILD : child.reference();
        out.writeRaw(item, 0, item.length);
      }
    }
  }

  private static TrieNode resolved(TrieNode node) {
    if (node instanceof Stub stub) {
      TrieNode loaded = stub.loaded;
      return loaded == null ? stub : loaded;
    }
    return node;
  }

  /** The node itself, or what a stub has loaded; the stub if it has not. */
  static @Nullable TrieNode resolve(@Nullable TrieNode node) {
    return node == null ? null : resolved(node);
  }
}
