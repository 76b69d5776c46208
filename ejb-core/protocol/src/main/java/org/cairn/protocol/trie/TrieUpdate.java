package org.cairn.protocol.trie;

import java.util.Arrays;
import org.cairn.protocol.trie.TrieNode.Branch;
import org.cairn.protocol.trie.TrieNode.Extension;
import org.cairn.protocol.trie.TrieNode.Leaf;
import org.cairn.protocol.trie.TrieNode.Stub;
import org.jspecify.annotations.Nullable;

/**
 * Applies a sorted batch of changes to a tree in one walk, in which every node is visited once. New
 * nodes are not hashed yet. For one thread.
 */
final class TrieUpdate {
  private static final byte[] NOTHING = new byte[0];

  private final NodeLoader loader;
  private final int now;
  private final TrieEntry[] entries;

  private TrieUpdate(NodeLoader loader, int now, TrieEntry[] entries) {
    this.loader = loader;
    this.now = now;
    this.entries = entries;
  }

  /**
   * Returns the tree with the entries, which it sorts; keys are distinct.
   *
   * @param now stamp of the branches that were needed
   */
  static @Nullable TrieNode apply(
      @Nullable TrieNode root, NodeLoader loader, int now, TrieEntry[] entries) {
    Arrays.sort(entries);
    return new TrieUpdate(loader, now, entries).update(root, 0, 0, entries.length);
  }

  /**
   * Applies the entries {@code low} to {@code high}, which share the first {@code depth} nibbles.
   */
  private @Nullable TrieNode update(@Nullable TrieNode node, int depth, int low, int high) {
    return switch (node) {
      case null -> build(depth, low, high, null);
      case Stub stub -> update(loader.load(stub, entries[low].key(), depth), depth, low, high);
      case Leaf leaf -> updateLeaf(leaf, low, high);
      case Extension extension -> updateExtension(extension, low, high);
      case Branch branch -> updateBranch(branch, depth, low, high);
    };
  }

  private @Nullable TrieNode updateLeaf(Leaf leaf, int low, int high) {
    TrieEntry first = entries[low];
    if (high - low == 1 && Arrays.equals(first.key(), leaf.key)) {
      byte[] value = first.value();
      if (value == null) {
        return null;
      }
      boolean same = Arrays.equals(value, leaf.value) && first.storage() == leaf.storage;
      return same ? leaf : new Leaf(leaf.key, value, first.storage(), leaf.depth);
    }
    return build(leaf.depth, low, high, leaf);
  }

  /** A tree of the entries, and of a leaf unless an entry has its key. */
  private @Nullable TrieNode build(int depth, int low, int high, @Nullable Leaf old) {
    Leaf[] leaves = new Leaf[high - low + 1];
    int count = 0;
    Leaf pending = old;
    for (int i = low; i < high; i++) {
      TrieEntry entry = entries[i];
      if (pending != null) {
        int order = Arrays.compareUnsigned(pending.key, entry.key());
        if (order < 0) {
          leaves[count++] = pending;
        }
        pending = order <= 0 ? null : pending;
      }
      byte[] value = entry.value();
      if (value != null) {
        leaves[count++] = new Leaf(entry.key(), value, entry.storage(), -1);
      }
    }
    if (pending != null) {
      leaves[count++] = pending;
    }
    return count == 0 ? null : build(leaves, 0, count, depth);
  }

  private TrieNode build(Leaf[] leaves, int low, int high, int depth) {
    if (high - low == 1) {
      return leaves[low].at(depth);
    }
    byte[] key = leaves[low].key;
    int fork = Nibbles.mismatch(key, leaves[high - 1].key, depth);
    @Nullable TrieNode[] children = new @Nullable TrieNode[16];
    byte[] value = NOTHING;
    int at = low;
    if (Nibbles.count(key) == fork) {
      value = leaves[at++].value;
    }
    while (at < high) {
      int nibble = Nibbles.at(leaves[at].key, fork);
      int end = at + 1;
      while (end < high && Nibbles.at(leaves[end].key, fork) == nibble) {
        end++;
      }
      children[nibble] = build(leaves, at, end, fork + 1);
      at = end;
    }
    Branch branch = branch(children, value);
    return fork == depth ? branch : new Extension(key, depth, fork, branch);
  }

  private Branch branch(@Nullable TrieNode[] children, byte[] value) {
    Branch branch = new Branch(children, value);
    branch.used = now;
    return branch;
  }

  private @Nullable TrieNode updateExtension(Extension extension, int low, int high) {
    byte[] key = extension.key;
    int shared =
        Math.min(
            Nibbles.mismatch(key, entries[low].key(), extension.from),
            Nibbles.mismatch(key, entries[high - 1].key(), extension.from));
    if (shared >= extension.to) {
      TrieNode child = extension.child();
      TrieNode updated = update(child, extension.to, low, high);
      boolean same = updated == child || updated == extension.child();
      return same ? extension : prefixed(key, extension.from, extension.to, updated);
    }
    @Nullable TrieNode[] children = new @Nullable TrieNode[16];
    children[Nibbles.at(key, shared)] =
        shared + 1 == extension.to
            ? extension.childOrStub()
            : new Extension(key, shared + 1, extension.to, extension.childOrStub());
    Branch split = branch(children, NOTHING);
    TrieNode updated = updateBranch(split, shared, low, high);
    return updated == split ? extension : prefixed(key, extension.from, shared, updated);
  }

  /** A node {@code to} nibbles along a key, reached from {@code from}. */
  private static @Nullable TrieNode prefixed(
      byte[] key, int from, int to, @Nullable TrieNode node) {
    if (from == to) {
      return node;
    }
    return switch (node) {
      case null -> null;
      case Leaf leaf -> leaf.at(from);
      case Extension below -> new Extension(below.key, from, below.to, below.childOrStub());
      case Branch branch -> new Extension(key, from, to, branch);
      case Stub stub -> throw new IllegalStateException("a node is not loaded");
    };
  }

  private @Nullable TrieNode updateBranch(Branch branch, int depth, int low, int high) {
    branch.used = now;
    @Nullable TrieNode[] children = null;
    byte[] value = branch.value;
    int at = low;
    if (Nibbles.count(entries[at].key()) == depth) {
      byte[] changed = entries[at++].value();
      value = changed == null ? NOTHING : changed;
    }
    while (at < high) {
      int nibble = Nibbles.at(entries[at].key(), depth);
      int end = at + 1;
      while (end < high && Nibbles.at(entries[end].key(), depth) == nibble) {
        end++;
      }
      TrieNode child = branch.child(nibble);
      TrieNode updated = update(child, depth + 1, at, end);
      if (updated != child && updated != branch.child(nibble)) {
        children = children == null ? branch.copyOfChildren() : children;
        children[nibble] = updated;
      }
      at = end;
    }
    if (children == null) {
      return Arrays.equals(value, branch.value)
          ? branch
          : normal(branch.copyOfChildren(), value, depth, entries[low].key());
    }
    return normal(children, value, depth, entries[low].key());
  }

  /** A branch where two ways part, otherwise what is left of it. */
  private @Nullable TrieNode normal(
      @Nullable TrieNode[] children, byte[] value, int depth, byte[] path) {
    int count = 0;
    int last = -1;
    for (int i = 0; i < 16; i++) {
      if (children[i] != null) {
        count++;
        last = i;
      }
    }
    if (count > 1 || count == 1 && value.length > 0) {
      return branch(children, value);
    }
    if (count == 0) {
      byte[] key = Arrays.copyOf(path, depth / 2);
      return value.length == 0 ? null : new Leaf(key, value, null, depth);
    }
    byte[] key = Arrays.copyOf(path, Math.max(path.length, depth / 2 + 1));
    Nibbles.set(key, depth, last);
    TrieNode only = children[last];
    return only == null
        ? null
        : prefixed(key, depth, depth + 1, loader.loaded(only, key, depth + 1));
  }
}
