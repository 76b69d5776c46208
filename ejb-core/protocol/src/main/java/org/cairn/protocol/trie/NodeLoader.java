package org.cairn.protocol.trie;

import java.util.Arrays;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.trie.TrieNode.Branch;
import org.cairn.protocol.trie.TrieNode.Extension;
import org.cairn.protocol.trie.TrieNode.Leaf;
import org.cairn.protocol.trie.TrieNode.Stub;
import org.jspecify.annotations.Nullable;

/**
 * Loads and decodes nodes of one trie, strictly: a node whose hash or shape is wrong is not
 * accepted. Thread-safe.
 */
final class NodeLoader {
  static final byte[] ACCOUNTS = new byte[0];

  private final TrieNodes nodes;
  private final byte[] owner;

  NodeLoader(TrieNodes nodes, byte[] owner) {
    this.nodes = nodes;
    this.owner = owner;
  }

  TrieNodes nodes() {
    return nodes;
  }

  byte[] owner() {
    return owner;
  }

  /** The node that a stub stands for, {@code nibbles} along a path; the stub keeps it. */
  TrieNode load(Stub stub, byte[] path, int nibbles) {
    TrieNode known = stub.loaded;
    if (known != null) {
      return known;
    }
    byte[] reference = stub.reference();
    Hash32 hash = Hash32.read(reference, 1);
    byte[] rlp = nodes.node(owner, path, nibbles, hash);
    if (rlp == null || !Keccak256.hash(rlp).equals(hash)) {
      throw new MissingNodeException(owner, path, nibbles, hash);
    }
    TrieNode node = decode(rlp, path, nibbles, reference);
    stub.loaded = node;
    return node;
  }

  /** {@code node} itself, or what it stands for. */
  TrieNode loaded(TrieNode node, byte[] path, int nibbles) {
    return node instanceof Stub stub ? load(stub, path, nibbles) : node;
  }

  private TrieNode decode(byte[] rlp, byte[] path, int depth, byte[] reference) {
    RlpReader list = RlpReader.ofList(rlp);
    TrieNode node =
        switch (list.count()) {
          case 2 -> decodeShort(list, path, depth);
          case 17 -> decodeBranch(list, path, depth);
          default -> throw new RlpException("a node with " + list.count() + " items", 0);
        };
    node.reference = reference;
    return node;
  }

  private TrieNode decodeShort(RlpReader list, byte[] path, int depth) {
    int at = list.position();
    byte[] encoded = list.readBytes().shared();
    int flags = encoded.length == 0 ? -1 : encoded[0] >> 4;
    if (flags < 0 || flags > 3 || (flags & 1) == 0 && (encoded[0] & 0xf) != 0) {
      throw new RlpException("a path without a valid prefix", at);
    }
    int nibbles = 2 * encoded.length - ((flags & 1) == 0 ? 2 : 1);
    byte[] key = joined(path, depth, encoded, nibbles);
    if ((flags & 2) == 0) {
      if (nibbles == 0) {
        throw new RlpException("an extension without a path", at);
      }
      TrieNode child = decodeChild(list, key, depth + nibbles);
      list.end();
      if (child == null) {
        throw new RlpException("an extension without a child", at);
      }
      return new Extension(key, depth, depth + nibbles, child);
    }
    if (((depth + nibbles) & 1) != 0) {
      throw new RlpException("a key of " + (depth + nibbles) + " nibbles", at);
    }
    byte[] value = list.readBytes().shared();
    list.end();
    return new Leaf(key, value, storageOf(value), depth);
  }

  /** In the trie of accounts, the third of the four members is the root of a storage trie. */
  private @Nullable TrieNode storageOf(byte[] value) {
    return owner.length == 0 && value.length > 66 ? AccountValue.storage(value) : null;
  }

  private Branch decodeBranch(RlpReader list, byte[] path, int depth) {
    @Nullable TrieNode[] children = new @Nullable TrieNode[16];
    byte[] below = null;
    for (int i = 0; i < 16; i++) {
      if (list.nextIsList()) {
        below = below == null ? Arrays.copyOf(path, Math.max(path.length, depth / 2 + 1)) : below;
        Nibbles.set(below, depth, i);
        children[i] = decodeChild(list, below, depth + 1);
      } else {
        children[i] = decodeChild(list, path, depth + 1);
      }
    }
    byte[] value = list.readBytes().shared();
    list.end();
    return new Branch(children, value);
  }

  /** A child by hash or by value, or none. */
  private @Nullable TrieNode decodeChild(RlpReader list, byte[] path, int depth) {
    int at = list.position();
    byte[] item = list.readRaw().shared();
    if (item.length == 1 && item[0] == (byte) 0x80) {
      return null;
    }
    if (item.length == 33 && item[0] == (byte) 0xa0) {
      return new Stub(item);
    }
    if (item.length < 32 && (item[0] & 0xff) >= 0xc0) {
      return decode(item, path, depth, item);
    }
    throw new RlpException("a child of " + item.length + " bytes", at);
  }

  /** The first {@code depth} nibbles of the path, then those of a hex-prefix string. */
  private static byte[] joined(byte[] path, int depth, byte[] encoded, int nibbles) {
    byte[] key = new byte[(depth + nibbles + 1) / 2];
    System.arraycopy(path, 0, key, 0, (depth + 1) / 2);
    int skipped = 2 * encoded.length - nibbles;
    if ((depth & 1) == (skipped & 1)) {
      int at = depth;
      if ((depth & 1) != 0) {
        Nibbles.set(key, at++, Nibbles.at(encoded, skipped++));
      }
      System.arraycopy(encoded, skipped / 2, key, at / 2, encoded.length - skipped / 2);
      return key;
    }
    for (int i = 0; i < nibbles; i++) {
      Nibbles.set(key, depth + i, Nibbles.at(encoded, skipped + i));
    }
    return key;
  }
}
