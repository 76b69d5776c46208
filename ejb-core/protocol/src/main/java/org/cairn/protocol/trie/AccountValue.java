package org.cairn.protocol.trie;

import java.util.Arrays;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.trie.TrieNode.Stub;
import org.jspecify.annotations.Nullable;

/** The value of a leaf in the trie of accounts. */
final class AccountValue {
  private AccountValue() {}

  static Account read(byte[] value) {
    RlpReader in = RlpReader.of(value);
    Account account = Account.read(in);
    in.end();
    return account;
  }

  static byte[] write(Account account) {
    RlpWriter out = new RlpWriter(112);
    account.writeTo(out);
    return out.toArray();
  }

  /** The storage trie of an account, not loaded; null if it is empty. */
  static @Nullable Stub storage(byte[] value) {
    Hash32 root = read(value).storageRoot();
    return root.equals(Account.EMPTY_ROOT) ? null : stub(root);
  }

  static Stub stub(Hash32 hash) {
    byte[] reference = new byte[33];
    reference[0] = (byte) 0xa0;
    hash.copyTo(reference, 1);
    return new Stub(reference);
  }

  /** Hash of a root node, which may be short. */
  static Hash32 rootOf(@Nullable TrieNode node) {
    if (node == null) {
      return Account.EMPTY_ROOT;
    }
    byte[] reference = node.reference();
    return reference.length == 33
        ? Hash32.read(reference, 1)
        : org.cairn.protocol.crypto.Keccak256.hash(reference);
  }

  static boolean sameReference(@Nullable TrieNode a, @Nullable TrieNode b) {
    return a == b || a != null && b != null && Arrays.equals(a.reference(), b.reference());
  }
}
