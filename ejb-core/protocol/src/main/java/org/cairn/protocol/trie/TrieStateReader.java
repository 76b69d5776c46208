package org.cairn.protocol.trie;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.uint.U256;

/** Reads a state out of its trie alone, such as that of a witness. */
public final class TrieStateReader implements StateReader {
  private final StateTrie trie;
  private final HashedNodes codes;

  /** Codes are looked up by hash among the preimages. */
  public TrieStateReader(StateTrie trie, HashedNodes codes) {
    this.trie = trie;
    this.codes = codes;
  }

  /** The state of a root over the nodes and codes of a witness. */
  public static TrieStateReader of(Hash32 root, HashedNodes witness) {
    return new TrieStateReader(StateTrie.open(root, witness), witness);
  }

  public StateTrie trie() {
    return trie;
  }

  @Override
  public Optional<Account> account(Address address) {
    return trie.account(KeyHashes.hashOf(address));
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    if (codeHash.equals(Account.EMPTY_CODE_HASH)) {
      return Bytes.EMPTY;
    }
    Bytes code = codes.preimage(codeHash);
    if (code == null) {
      throw new IllegalStateException("code " + codeHash + " is not there");
    }
    return code;
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return trie.storage(KeyHashes.hashOf(address), KeyHashes.hashOf(slot));
  }
}
