package org.cairn.protocol.trie;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Checks proofs against a root: every node must be needed, in order, and nothing be left over. */
public final class Proofs {
  /** A proof that proves nothing; the message says where it breaks. */
  public static final class InvalidProofException extends RuntimeException {
    InvalidProofException(String message) {
      super(message);
    }
  }

  /** Hands out the nodes of a proof one after the other. */
  private static final class Sequence implements TrieNodes {
    private final List<Bytes> nodes;
    private int next;

    Sequence(List<Bytes> nodes) {
      this.nodes = nodes;
    }

    @Override
    public byte @Nullable [] node(byte[] owner, byte[] path, int nibbles, Hash32 hash) {
      return next == nodes.size() ? null : nodes.get(next++).shared();
    }
  }

  private Proofs() {}

  /**
   * The value of a key in the trie of a root; empty if the proof shows that there is none.
   *
   * @throws InvalidProofException if the nodes do not lead from the root to the key, or beyond
   */
  public static Optional<Bytes> verify(Hash32 root, Bytes key, List<Bytes> nodes) {
    Sequence sequence = new Sequence(nodes);
    Optional<Bytes> value;
    try {
      value = MerkleTrie.open(root, sequence).get(key);
    } catch (MissingNodeException | RlpException e) {
      throw new InvalidProofException(
          "node " + sequence.next + " of " + nodes.size() + ": " + e.getMessage());
    }
    if (sequence.next != nodes.size()) {
      throw new InvalidProofException((nodes.size() - sequence.next) + " nodes too many");
    }
    return value;
  }

  /**
   * Checks that the proof shows its account and words to be those of the state.
   *
   * @throws InvalidProofException if it does not
   */
  public static void verify(Hash32 stateRoot, AccountProof proof) {
    Bytes key = Keccak256.hash(proof.address().toArray()).toBytes();
    Optional<Account> account = verify(stateRoot, key, proof.nodes()).map(Proofs::account);
    if (!account.equals(proof.account())) {
      throw new InvalidProofException("account " + proof.address() + " is " + account);
    }
    Hash32 storageRoot = account.map(Account::storageRoot).orElse(Account.EMPTY_ROOT);
    for (AccountProof.StorageProof slot : proof.storage()) {
      Bytes slotKey = Keccak256.hash(slot.slot().toArray()).toBytes();
      U256 word = verify(storageRoot, slotKey, slot.nodes()).map(Proofs::word).orElse(U256.ZERO);
      if (!word.equals(slot.word())) {
        throw new InvalidProofException("slot " + slot.slot() + " holds " + word);
      }
    }
  }

  private static Account account(Bytes value) {
    try {
      return AccountValue.read(value.shared());
    } catch (RlpException e) {
      throw new InvalidProofException("an account is malformed: " + e.getMessage());
    }
  }

  private static U256 word(Bytes value) {
    try {
      RlpReader in = RlpReader.of(value);
      U256 word = in.readU256();
      in.end();
      return word;
    } catch (RlpException e) {
      throw new InvalidProofException("a word is malformed: " + e.getMessage());
    }
  }
}
