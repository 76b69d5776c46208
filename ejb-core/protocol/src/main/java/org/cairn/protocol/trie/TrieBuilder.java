package org.cairn.protocol.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;

/**
 * The root of a trie whose entries come in ascending order of their keys, in memory of the trie's
 * depth: a branch is encoded, hashed and forgotten as soon as a key comes that lies behind it.
 *
 * <p>Mutable, for one thread; a finished builder is empty again.
 */
public final class TrieBuilder {
  /** A branch on the way to the latest key, whose position is {@code depth} nibbles deep. */
  private static final class Open {
    final int depth;
    final byte[][] children = new byte[16][];
    byte[] value = NOTHING;

    Open(int depth) {
      this.depth = depth;
    }
  }

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] NO_CHILD = {(byte) 0x80};

  private final List<Open> branches = new ArrayList<>();
  private final RlpWriter out = new RlpWriter(1024);
  private byte[] key = NOTHING;
  private byte[] value = NOTHING;
  private boolean started;

  /**
   * Adds an entry; shares both arrays.
   *
   * @throws IllegalArgumentException if the key is not above the one before it, or the value is
   *     empty
   */
  public void put(byte[] nextKey, byte[] nextValue) {
    if (nextValue.length == 0) {
      throw new IllegalArgumentException("an entry without a value");
    }
    if (started) {
      if (Arrays.compareUnsigned(key, nextKey) >= 0) {
        throw new IllegalArgumentException(
            "key " + Bytes.wrap(nextKey) + " does not come after " + Bytes.wrap(key));
      }
      leaveTo(Nibbles.mismatch(key, nextKey, 0));
    }
    key = nextKey;
    value = nextValue;
    started = true;
  }

  /** Hash of the root node, {@link Account#EMPTY_ROOT} if nothing was put. */
  public Hash32 root() {
    if (!started) {
      return Account.EMPTY_ROOT;
    }
    if (branches.isEmpty()) {
      encodeLeaf(0);
    } else {
      leaveTo(branches.getFirst().depth);
      Open top = branches.removeLast();
      encodeBranch(top);
      if (top.depth > 0) {
        encodeExtension(0, top.depth, reference());
      }
    }
    started = false;
    Hash32 root = Keccak256.hash(out.buffer(), 0, out.size());
    out.reset();
    return root;
  }

  /** Puts the latest entry in its branch, and closes the branches deeper than {@code depth}. */
  private void leaveTo(int depth) {
    openAt(depth);
    Open branch = branches.getLast();
    if (branch.depth == Nibbles.count(key)) {
      branch.value = value;
    } else {
      encodeLeaf(branch.depth + 1);
      branch.children[Nibbles.at(key, branch.depth)] = reference();
    }
    while (branches.getLast().depth > depth) {
      Open closing = branches.removeLast();
      encodeBranch(closing);
      openAt(depth);
      Open parent = branches.getLast();
      int from = parent.depth + 1;
      if (closing.depth > from) {
        encodeExtension(from, closing.depth, reference());
      }
      parent.children[Nibbles.at(key, parent.depth)] = reference();
    }
  }

  private void openAt(int depth) {
    if (branches.isEmpty() || branches.getLast().depth < depth) {
      branches.add(new Open(depth));
    }
  }

  private void encodeLeaf(int from) {
    out.reset().startList();
    Nibbles.writeHexPrefix(out, key, from, Nibbles.count(key), true);
    out.write(value).endList();
  }

  private void encodeExtension(int from, int to, byte[] child) {
    out.reset().startList();
    Nibbles.writeHexPrefix(out, key, from, to, false);
    out.writeRaw(child, 0, child.length).endList();
  }

  private void encodeBranch(Open branch) {
    out.reset().startList();
    for (byte[] child : branch.children) {
      byte[] item = child == null ? NO_CHILD : child;
      out.writeRaw(item, 0, item.length);
    }
    out.write(branch.value).endList();
  }

  /** How a parent refers to the node just encoded: by its hash, or by itself below 32 bytes. */
  private byte[] reference() {
    if (out.size() < 32) {
      return out.toArray();
    }
    byte[] hash = new byte[33];
    hash[0] = (byte) 0xa0;
    Keccak256.hash(out.buffer(), 0, out.size(), hash, 1);
    return hash;
  }
}
