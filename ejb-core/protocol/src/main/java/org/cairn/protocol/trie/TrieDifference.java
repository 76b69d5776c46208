package org.cairn.protocol.trie;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.trie.TrieNode.Branch;
import org.cairn.protocol.trie.TrieNode.Extension;
import org.cairn.protocol.trie.TrieNode.Leaf;
import org.cairn.protocol.trie.TrieNode.Stub;
import org.jspecify.annotations.Nullable;

/**
 * Walks an older and a newer tree together, skips what they share, and reports by path what must be
 * written and removed to turn the stored nodes of the one into those of the other.
 *
 * <p>The two stand at positions on the same path, but after a split or a join of extensions one of
 * them may be deeper than the other; the higher one descends then. For one thread and one use.
 */
final class TrieDifference {
  /** Leaves of accounts that left their place, and those that came: the same key may do both. */
  private record Moved(@Nullable Leaf older, @Nullable Leaf newer) {}

  private final NodeLoader loader;
  private final NodeChanges changes;
  private final RlpWriter out = new RlpWriter(1024);
  private final byte[] path = new byte[65];
  private final Map<Bytes, Moved> moved = new HashMap<>();

  private TrieDifference(NodeLoader loader, NodeChanges changes) {
    this.loader = loader;
    this.changes = changes;
  }

  /** Reports the difference of two tries of accounts, or two storage tries of one owner. */
  static void report(
      @Nullable TrieNode older, @Nullable TrieNode newer, NodeLoader loader, NodeChanges changes) {
    TrieDifference difference = new TrieDifference(loader, changes);
    difference.compare(older, 0, newer, 0);
    difference.moved.forEach((key, leaf) ->
        difference.compareStorage(
            key.shared(),
            leaf.older == null ? null : leaf.older.storage,
            leaf.newer == null ? null : leaf.newer.storage));
  }

  private void compareStorage(byte[] key, @Nullable TrieNode older, @Nullable TrieNode newer) {
    if (!AccountValue.sameReference(older, newer)) {
      report(older, newer, new NodeLoader(loader.nodes(), key), changes);
    }
  }

  /** {@code path} leads to the deeper of both. */
  private void compare(
      @Nullable TrieNode older, int olderDepth, @Nullable TrieNode newer, int newerDepth) {
    TrieNode was = TrieNode.resolve(older);
    TrieNode is = TrieNode.resolve(newer);
    if (was == null) {
      add(is, newerDepth);
    } else if (is == null) {
      remove(was, olderDepth);
    } else if (olderDepth == newerDepth) {
      if (!AccountValue.sameReference(was, is)) {
        compareHere(loader.loaded(was, path, olderDepth), is, olderDepth);
      }
    } else if (olderDepth < newerDepth) {
      olderIsHigher(loader.loaded(was, path, olderDepth), olderDepth, is, newerDepth);
    } else {
      newerIsHigher(was, olderDepth, is, newerDepth);
    }
  }

  private void compareHere(TrieNode was, TrieNode is, int depth) {
    if (stored(is, depth)) {
      put(is, depth);
    } else if (stored(was, depth)) {
      changes.delete(loader.owner(), path, depth);
    }
    if (was instanceof Leaf a && is instanceof Leaf b && Arrays.equals(a.key, b.key)) {
      compareStorage(a.key, a.storage, b.storage);
    } else if (was instanceof Branch a && is instanceof Branch b) {
      for (int i = 0; i < 16; i++) {
        Nibbles.set(path, depth, i);
        compare(a.childOrStub(i), depth + 1, b.childOrStub(i), depth + 1);
      }
    } else if (was instanceof Extension a) {
      compareExtension(a, is, depth);
    } else if (is instanceof Extension b) {
      pathTo(b);
      childrenOfOlder(was, depth, b.childOrStub(), b.to);
    } else {
      childrenOfOlder(was, depth, null, depth + 1);
      childrenOfNewer(null, depth + 1, is, depth);
    }
  }

  private void compareExtension(Extension was, TrieNode is, int depth) {
    if (is instanceof Extension b) {
      int shared = Nibbles.mismatch(was.key, b.key, depth);
      if (shared < Math.min(was.to, b.to)) {
        pathTo(was);
        remove(was.childOrStub(), was.to);
        pathTo(b);
        add(b.childOrStub(), b.to);
      } else {
        pathTo(was.to > b.to ? was : b);
        compare(was.childOrStub(), was.to, b.childOrStub(), b.to);
      }
    } else {
      pathTo(was);
      childrenOfNewer(was.childOrStub(), was.to, is, depth);
    }
  }

  private void olderIsHigher(TrieNode was, int olderDepth, TrieNode is, int newerDepth) {
    if (stored(was, olderDepth)) {
      changes.delete(loader.owner(), path, olderDepth);
    }
    childrenOfOlder(was, olderDepth, is, newerDepth);
  }

  private void newerIsHigher(TrieNode was, int olderDepth, TrieNode is, int newerDepth) {
    if (stored(is, newerDepth)) {
      put(is, newerDepth);
    }
    childrenOfNewer(was, olderDepth, is, newerDepth);
  }

  /** Compares the children of the older node with a newer node on {@code path} below it. */
  private void childrenOfOlder(TrieNode was, int depth, @Nullable TrieNode is, int newerDepth) {
    if (was instanceof Leaf leaf && is == null) {
      note(leaf, null);
      return;
    }
    byte[] way = Arrays.copyOf(path, path.length);
    boolean met = false;
    switch (was) {
      case Leaf leaf -> note(leaf, null);
      case Stub stub -> throw notLoaded(depth);
      case Extension extension -> {
        int shared = Nibbles.mismatch(extension.key, way, depth);
        met = is != null && shared >= Math.min(extension.to, newerDepth);
        if (met && extension.to <= newerDepth) {
          compare(extension.childOrStub(), extension.to, is, newerDepth);
        } else {
          pathTo(extension);
          if (met) {
            compare(extension.childOrStub(), extension.to, is, newerDepth);
          } else {
            remove(extension.childOrStub(), extension.to);
          }
        }
      }
      case Branch branch -> {
        met = is != null;
        for (int i = 0; i < 16; i++) {
          if (met && i == Nibbles.at(way, depth)) {
            System.arraycopy(way, 0, path, 0, path.length);
            compare(branch.childOrStub(i), depth + 1, is, newerDepth);
          } else {
            Nibbles.set(path, depth, i);
            remove(branch.childOrStub(i), depth + 1);
          }
        }
      }
    }
    if (is != null && !met) {
      System.arraycopy(way, 0, path, 0, path.length);
      add(is, newerDepth);
    }
  }

  /** Compares the children of the newer node with an older node on {@code path} below it. */
  private void childrenOfNewer(@Nullable TrieNode was, int olderDepth, TrieNode is, int depth) {
    if (is instanceof Leaf leaf && was == null) {
      note(null, leaf);
      return;
    }
    byte[] way = Arrays.copyOf(path, path.length);
    boolean met = false;
    switch (is) {
      case Leaf leaf -> note(null, leaf);
      case Stub stub -> throw notLoaded(depth);
      case Extension extension -> {
        int shared = Nibbles.mismatch(extension.key, way, depth);
        met = was != null && shared >= Math.min(extension.to, olderDepth);
        if (!met || extension.to > olderDepth) {
          pathTo(extension);
        }
        if (met) {
          compare(was, olderDepth, extension.childOrStub(), extension.to);
        } else {
          add(extension.childOrStub(), extension.to);
        }
      }
      case Branch branch -> {
        met = was != null;
        for (int i = 0; i < 16; i++) {
          if (met && i == Nibbles.at(way, depth)) {
            System.arraycopy(way, 0, path, 0, path.length);
            compare(was, olderDepth, branch.childOrStub(i), depth + 1);
          } else {
            Nibbles.set(path, depth, i);
            add(branch.childOrStub(i), depth + 1);
          }
        }
      }
    }
    if (was != null && !met) {
      System.arraycopy(way, 0, path, 0, path.length);
      remove(was, olderDepth);
    }
  }

  private void note(@Nullable Leaf was, @Nullable Leaf is) {
    if (was != null && was.storage != null) {
      moved.merge(Bytes.wrap(was.key), new Moved(was, null), (a, b) -> new Moved(was, a.newer));
    }
    if (is != null && is.storage != null) {
      moved.merge(Bytes.wrap(is.key), new Moved(null, is), (a, b) -> new Moved(a.older, is));
    }
  }

  /** Reports a subtree that has no counterpart. */
  private void add(@Nullable TrieNode node, int depth) {
    TrieNode is = TrieNode.resolve(node);
    if (is == null) {
      return;
    }
    if (stored(is, depth)) {
      put(is, depth);
    }
    childrenOfNewer(null, depth + 1, is, depth);
  }

  private void remove(@Nullable TrieNode node, int depth) {
    TrieNode was = TrieNode.resolve(node);
    if (was == null) {
      return;
    }
    if (was instanceof Stub && loader.owner().length > 0) {
      changes.deleteBelow(loader.owner(), path, depth);
      return;
    }
    TrieNode loaded = loader.loaded(was, path, depth);
    if (stored(loaded, depth)) {
      changes.delete(loader.owner(), path, depth);
    }
    childrenOfOlder(loaded, depth, null, depth + 1);
  }

  private static boolean stored(TrieNode node, int depth) {
    return depth == 0 || node.isHashed();
  }

  private void put(TrieNode node, int depth) {
    if (node instanceof Stub) {
      throw notLoaded(depth);
    }
    node.encode(out.reset());
    changes.put(loader.owner(), path, depth, out.buffer(), out.size());
  }

  private IllegalStateException notLoaded(int depth) {
    return new IllegalStateException(
        "a changed node is not loaded, " + depth + " nibbles along " + Bytes.copyOf(path));
  }

  private void pathTo(Extension extension) {
    for (int i = extension.from; i < extension.to; i++) {
      Nibbles.set(path, i, Nibbles.at(extension.key, i));
    }
  }
}
