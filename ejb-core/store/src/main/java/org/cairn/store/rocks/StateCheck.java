package org.cairn.store.rocks;

import java.util.Arrays;
import org.cairn.node.chain.StoreException;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.trie.TrieBuilder;
import org.cairn.store.rocks.Tables.Table;

/** Computes the state's root out of all flat rows, without the stored nodes. */
final class StateCheck {
  private StateCheck() {}

  /**
   * @throws StoreException if the slots of an account do not give its storage root
   */
  static Hash32 root(Tables tables) {
    try (Tables.View view = tables.view()) {
      TrieBuilder accounts = new TrieBuilder();
      RlpWriter out = new RlpWriter(128);
      view.scan(
          Table.ACCOUNTS,
          new byte[0],
          (key, value) -> {
            Account account = AccountCodec.decode(value);
            checkStorage(view, key, account);
            account.writeTo(out.reset());
            accounts.put(key, out.toArray());
            return true;
          });
      return accounts.root();
    }
  }

  private static void checkStorage(Tables.View view, byte[] addressHash, Account account) {
    TrieBuilder storage = new TrieBuilder();
    RlpWriter out = new RlpWriter(40);
    view.scan(
        Table.STORAGE,
        addressHash,
        (key, value) -> {
          storage.put(Arrays.copyOfRange(key, 32, 64), out.reset().write(value).toArray());
          return true;
        });
    Hash32 root = storage.root();
    if (!root.equals(account.storageRoot())) {
      throw new StoreException(
          "the storage of account "
              + Bytes.wrap(addressHash)
              + " has the root "
              + root
              + ", not "
              + account.storageRoot());
    }
  }
}
