package org.cairn.protocol.trie;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.jspecify.annotations.Nullable;

/** Nodes and codes by their hash, in memory: the part of a state that a block needs (a witness). */
public final class HashedNodes implements TrieNodes {
  private final Map<Hash32, Bytes> preimages;

  private HashedNodes(Map<Hash32, Bytes> preimages) {
    this.preimages = preimages;
  }

  /** Hashes each of the nodes and codes. */
  public static HashedNodes of(Collection<Bytes> preimages) {
    Map<Hash32, Bytes> byHash = HashMap.newHashMap(preimages.size());
    preimages.forEach(preimage -> byHash.put(Keccak256.hash(preimage), preimage));
    return new HashedNodes(byHash);
  }

  /** What has this hash; null if it is not there. */
  public @Nullable Bytes preimage(Hash32 hash) {
    return preimages.get(hash);
  }

  @Override
  public byte @Nullable [] node(byte[] owner, byte[] path, int nibbles, Hash32 hash) {
    Bytes node = preimages.get(hash);
    return node == null ? null : node.shared();
  }
}
