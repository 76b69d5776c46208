package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.ViewExpiredException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.trie.Proofs;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;

/** Asks a node for proofs of a block and checks them. */
final class ProofCheck {
  /** How many blocks behind the head there are proofs. */
  static final int REACH = 128;

  static final Address NOBODY = Address.of(0xdead_bee);
  private static final int TRANSACTIONS = 3;

  private ProofCheck() {}

  /**
   * Proves what a canonical block's transactions touched, against the block's state root, and
   * compares it with what the flat state says.
   */
  static void check(TestNode node, long number) {
    try (ChainView view = node.node().views().open()) {
      Hash32 hash =
          view.resolve(new BlockSelector.ByNumber(number)).orElseThrow(ViewExpiredException::new);
      Block block = view.block(hash).orElseThrow().block();
      StateReader state = view.state(hash);
      Set<Address> accounts = new LinkedHashSet<>(List.of(NOBODY));
      List<U256> slots = new ArrayList<>(List.of(U256.ZERO, U256.of(number)));
      for (Transaction transaction : block.transactions().stream().limit(TRANSACTIONS).toList()) {
        transaction.to().ifPresent(accounts::add);
        Address sender = transaction.recoverSender(Secp256k1.instance()).orElseThrow();
        accounts.add(sender);
        slots.add(mapped(sender, 0));
        slots.add(mapped(sender, 1));
      }
      for (Address account : accounts) {
        AccountProof proof = view.proof(hash, account, slots);
        Proofs.verify(block.header().stateRoot(), proof);
        assertIs(proof, state);
      }
    }
  }

  /** The slot of an address in the mapping that a contract declares at a position. */
  private static U256 mapped(Address key, int position) {
    byte[] words = new byte[64];
    key.copyTo(words, 12);
    words[63] = (byte) position;
    return U256.of(Keccak256.hash(words));
  }

  private static void assertIs(AccountProof proof, StateReader state) {
    assertThat(proof.account().isPresent()).isEqualTo(state.account(proof.address()).isPresent());
    proof
        .account()
        .ifPresent(account -> {
          Account flat = state.account(proof.address()).orElseThrow();
          assertThat(account.balance()).isEqualTo(flat.balance());
          assertThat(account.nonce()).isEqualTo(flat.nonce());
          assertThat(account.codeHash()).isEqualTo(flat.codeHash());
        });
    for (AccountProof.StorageProof slot : proof.storage()) {
      assertThat(slot.word()).isEqualTo(state.storage(proof.address(), slot.slot()));
    }
  }
}
