package org.cairn.protocol.trie;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.state.Account;
import org.jspecify.annotations.Nullable;

/**
 * An immutable trie with keys of any length, in memory or over stored nodes. Thread-safe.
 *
 * <p>The state has {@link StateTrie}, which knows accounts and their storage.
 */
public final class MerkleTrie {
  /** A trie without entries. */
  public static final MerkleTrie EMPTY = new MerkleTrie(null, storageLoader(TrieNodes.NONE));

  private final @Nullable TrieNode root;
  private final NodeLoader loader;

  private MerkleTrie(@Nullable TrieNode root, NodeLoader loader) {
    this.root = root;
    this.loader = loader;
  }

  /** Values are not looked into: the owner stands for no account. */
  private static NodeLoader storageLoader(TrieNodes nodes) {
    return new NodeLoader(nodes, new byte[32]);
  }

  /** The trie of a root, whose nodes are loaded when they are needed. */
  public static MerkleTrie open(Hash32 root, TrieNodes nodes) {
    boolean empty = root.equals(Account.EMPTY_ROOT);
    return new MerkleTrie(empty ? null : AccountValue.stub(root), storageLoader(nodes));
  }

  /** Root over the entries; one without a value is as if it were not there. */
  public static Hash32 root(Map<Bytes, Bytes> entries) {
    return EMPTY.with(entries).root();
  }

  /** Root over the entries by the hashes of their keys. */
  public static Hash32 secureRoot(Map<Bytes, Bytes> entries) {
    Map<Bytes, Bytes> hashed = new java.util.HashMap<>();
    entries.forEach((key, value) -> hashed.put(Keccak256.hash(key).toBytes(), value));
    return root(hashed);
  }

  /** The trie after setting entries; an empty value removes one. */
  public MerkleTrie with(Map<Bytes, Bytes> entries) {
    TrieEntry[] changes =
        entries.entrySet().stream()
            .map(e -> new TrieEntry(e.getKey().shared(), valueOf(e.getValue()), null))
            .toArray(TrieEntry[]::new);
    if (changes.length == 0) {
      return this;
    }
    TrieNode updated = TrieUpdate.apply(root, loader, 0, changes);
    new TrieHasher().hash(updated);
    return new MerkleTrie(updated, loader);
  }

  private static byte @Nullable [] valueOf(Bytes value) {
    return value.isEmpty() ? null : value.shared();
  }

  public MerkleTrie with(Bytes key, Bytes value) {
    return with(Map.of(key, value));
  }

  public Hash32 root() {
    return AccountValue.rootOf(root);
  }

  public Optional<Bytes> get(Bytes key) {
    return Optional.ofNullable(TrieWalk.value(root, loader, key.shared())).map(Bytes::wrap);
  }

  /** RLP of the nodes on the way to a key, from the root on: none for an empty trie. */
  public List<Bytes> proof(Bytes key) {
    return TrieWalk.proof(root, loader, key.shared());
  }
}
