package org.cairn.protocol.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.crypto.KeccakBatch;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.trie.TrieNode.Branch;
import org.cairn.protocol.trie.TrieNode.Extension;
import org.cairn.protocol.trie.TrieNode.Leaf;
import org.cairn.protocol.trie.TrieNode.Stub;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the new nodes of trees, level by level from the deepest, so that the hashes of a level are
 * independent of each other. For one thread; may be used again.
 */
final class TrieHasher {
  private static final int BATCH = 128;

  private final List<List<TrieNode>> levels = new ArrayList<>();
  private final RlpWriter out = new RlpWriter(4096);
  private final int[] ends = new int[BATCH];
  private final byte[] hashes = new byte[32 * BATCH];

  /** Gives every node below and including this one its reference. */
  void hash(@Nullable TrieNode root) {
    add(root);
    hashAll();
  }

  /** Adds the new nodes of a tree to those that {@link #hashAll} hashes. */
  void add(@Nullable TrieNode root) {
    collectNew(root, 0);
  }

  /** Gives all nodes that were added their references. */
  void hashAll() {
    for (int level = levels.size() - 1; level >= 0; level--) {
      List<TrieNode> nodes = levels.get(level);
      for (int from = 0; from < nodes.size(); from += BATCH) {
        hash(nodes.subList(from, Math.min(from + BATCH, nodes.size())));
      }
      nodes.clear();
    }
  }

  private void hash(List<TrieNode> nodes) {
    out.reset();
    int count = nodes.size();
    for (int i = 0; i < count; i++) {
      nodes.get(i).encode(out);
      ends[i] = out.size();
    }
    KeccakBatch.hash(out.buffer(), ends, count, hashes);
    int start = 0;
    for (int i = 0; i < count; i++) {
      nodes.get(i).reference =
          ends[i] - start < 32
              ? Arrays.copyOfRange(out.buffer(), start, ends[i])
              : TrieNode.referenceTo(hashes, 32 * i);
      start = ends[i];
    }
  }

  private void collect(TrieNode node, int level) {
    while (levels.size() <= level) {
      levels.add(new ArrayList<>());
    }
    levels.get(level).add(node);
    switch (node) {
      case Leaf leaf -> {}
      case Stub stub -> throw new IllegalStateException("a stub without a reference");
      case Extension extension -> collectNew(extension.childOrStub(), level + 1);
      case Branch branch -> {
        for (int i = 0; i < 16; i++) {
          collectNew(branch.childOrStub(i), level + 1);
        }
      }
    }
  }

  private void collectNew(@Nullable TrieNode child, int level) {
    if (child != null && child.reference == null) {
      collect(child, level);
    }
  }
}
