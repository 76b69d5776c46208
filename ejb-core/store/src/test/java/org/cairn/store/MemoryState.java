package org.cairn.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.trie.TrieNodes;
import org.cairn.protocol.uint.U256;

/** A state that lives in tries alone. Immutable. */
record MemoryState(StateTrie trie, Map<Hash32, Bytes> codes) implements StateReader {
  private static final KeyHashes HASHES = new KeyHashes(1 << 12);

  static final MemoryState EMPTY =
      new MemoryState(StateTrie.open(Account.EMPTY_ROOT, TrieNodes.NONE), Map.of());

  MemoryState with(StateDelta delta) {
    Map<Hash32, Bytes> all = codes;
    if (!delta.codes().isEmpty()) {
      all = new HashMap<>(codes);
      all.putAll(delta.codes());
    }
    return new MemoryState(trie.with(delta, HASHES, Parallel.SEQUENTIAL, 0).trie(), all);
  }

  Hash32 root() {
    return trie.root();
  }

  @Override
  public Optional<Account> account(Address address) {
    return trie.account(HASHES.of(address));
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return codes.getOrDefault(codeHash, Bytes.EMPTY);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return trie.storage(HASHES.of(address), HASHES.of(slot));
  }
}
