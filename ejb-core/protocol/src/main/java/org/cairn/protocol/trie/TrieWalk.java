package org.cairn.protocol.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.trie.TrieNode.Branch;
import org.cairn.protocol.trie.TrieNode.Extension;
import org.cairn.protocol.trie.TrieNode.Leaf;
import org.cairn.protocol.trie.TrieNode.Stub;
import org.jspecify.annotations.Nullable;

/** Walks from a root along one key. */
final class TrieWalk {
  private TrieWalk() {}

  /** The leaf of a key; null if there is none. In tries whose keys have one length. */
  static @Nullable Leaf leaf(@Nullable TrieNode root, NodeLoader loader, byte[] key, int now) {
    TrieNode node = root;
    int depth = 0;
    while (true) {
      switch (node) {
        case null -> {
          return null;
        }
        case Stub stub -> node = loader.load(stub, key, depth);
        case Leaf leaf -> {
          return Arrays.equals(leaf.key, key) ? leaf : null;
        }
        case Extension extension -> {
          if (Nibbles.mismatch(extension.key, key, depth) < extension.to) {
            return null;
          }
          depth = extension.to;
          node = extension.child();
        }
        case Branch branch -> {
          branch.used = Math.max(branch.used, now);
          node = depth == Nibbles.count(key) ? null : branch.child(Nibbles.at(key, depth++));
        }
      }
    }
  }

  /** The value of a key, of any length; null if there is none. */
  static byte @Nullable [] value(@Nullable TrieNode root, NodeLoader loader, byte[] key) {
    List<TrieNode> way = way(root, loader, key);
    if (way.isEmpty()) {
      return null;
    }
    return switch (way.getLast()) {
      case Leaf leaf when Arrays.equals(leaf.key, key) -> leaf.value;
      case Branch branch when branch.value.length > 0 && endsAt(way, key) -> branch.value;
      default -> null;
    };
  }

  /** Whether the last node of a way, a branch, lies where the key ends. */
  private static boolean endsAt(List<TrieNode> way, byte[] key) {
    int depth = 0;
    for (TrieNode node : way.subList(0, way.size() - 1)) {
      depth = node instanceof Extension extension ? extension.to : depth + 1;
    }
    return depth == Nibbles.count(key);
  }

  /** RLP of the nodes on the way to a key, without those that are within their parents. */
  static List<Bytes> proof(@Nullable TrieNode root, NodeLoader loader, byte[] key) {
    List<Bytes> proof = new ArrayList<>();
    RlpWriter out = new RlpWriter(1024);
    for (TrieNode node : way(root, loader, key)) {
      if (proof.isEmpty() || node.isHashed()) {
        node.encode(out.reset());
        proof.add(out.toBytes());
      }
    }
    return proof;
  }

  /** The nodes from the root towards a key, as far as they go. */
  private static List<TrieNode> way(@Nullable TrieNode root, NodeLoader loader, byte[] key) {
    List<TrieNode> way = new ArrayList<>();
    TrieNode node = root;
    int depth = 0;
    while (node != null) {
      TrieNode here = loader.loaded(node, key, depth);
      way.add(here);
      switch (here) {
        case Extension extension -> {
          boolean on = Nibbles.mismatch(extension.key, key, depth) >= extension.to;
          depth = extension.to;
          node = on ? extension.child() : null;
        }
        case Branch branch ->
            node = depth == Nibbles.count(key) ? null : branch.child(Nibbles.at(key, depth++));
        case Leaf leaf -> node = null;
        case Stub stub -> throw new IllegalStateException("a node is not loaded");
      }
    }
    return way;
  }
}
