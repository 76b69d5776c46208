package org.cairn.protocol.trie;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.uint.U256;

/**
 * Proof that an account is, or is not, in a state, and of slots of its storage (EIP-1186).
 *
 * @param account empty if the proof shows that there is none
 * @param nodes of the state trie from the root on
 */
public record AccountProof(
    Address address, Optional<Account> account, List<Bytes> nodes, List<StorageProof> storage) {

  /**
   * Proof of a slot.
   *
   * @param word zero if the slot is empty
   * @param nodes of the storage trie from the root on
   */
  public record StorageProof(U256 slot, U256 word, List<Bytes> nodes) {}
}
