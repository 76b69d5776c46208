package org.cairn.store.rocks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cairn.node.chain.StoreException;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.Tables.Table;

/** Which keys each durable block changed: the way back along history. */
final class ChangeLog {
  /** What a block changed: accounts, and slots of theirs. */
  record Changes(Hash32 blockHash, Hash32 stateRoot, Map<Address, Set<U256>> keys) {
    byte[] encoded() {
      RlpWriter out = new RlpWriter(96 + 40 * keys.size());
      out.startList().write(blockHash).write(stateRoot).startList();
      keys.forEach((address, slots) -> {
        out.startList().write(address);
        slots.forEach(out::write);
        out.endList();
      });
      return out.endList().endList().toArray();
    }

    static Changes decode(byte[] row) {
      RlpReader in = RlpReader.ofList(row);
      Hash32 blockHash = in.readHash();
      Hash32 stateRoot = in.readHash();
      RlpReader list = in.readList();
      Map<Address, Set<U256>> keys = new HashMap<>();
      while (list.hasNext()) {
        RlpReader entry = list.readList();
        Address address = entry.readAddress();
        Set<U256> slots = new HashSet<>();
        while (entry.hasNext()) {
          slots.add(entry.readU256());
        }
        keys.put(address, slots);
      }
      in.end();
      return new Changes(blockHash, stateRoot, keys);
    }
  }

  private final Tables tables;
  private final KeyHashes hashes;

  ChangeLog(Tables tables, KeyHashes hashes) {
    this.tables = tables;
    this.hashes = hashes;
  }

  Optional<Changes> find(long number) {
    byte[] row = tables.get(Table.CHANGES, AccountCodec.number(number));
    return row == null ? Optional.empty() : Optional.of(Changes.decode(row));
  }

  /**
   * @throws StateUnavailableException if the block is not in the durable chain
   */
  Changes of(long number) {
    return find(number)
        .orElseThrow(
            () -> new StateUnavailableException("the state of block " + number + " is not kept"));
  }

  /** What turns the state of a block of the durable chain into that of an older one. */
  StateDelta back(long from, Layer older) {
    Map<Address, Set<U256>> keys = new HashMap<>();
    for (long number = older.number() + 1; number <= from; number++) {
      of(number)
          .keys()
          .forEach((address, slots) ->
              keys.computeIfAbsent(address, key -> new HashSet<>()).addAll(slots));
    }
    Map<Address, AccountChange> changes = HashMap.newHashMap(keys.size());
    keys.forEach((address, slots) -> {
      Optional<Account> before = older.account(address);
      if (before.isEmpty()) {
        changes.put(address, new AccountChange.Deleted());
        return;
      }
      Map<U256, U256> words = HashMap.newHashMap(slots.size());
      slots.forEach(slot -> words.put(slot, older.storage(address, slot)));
      Account account = before.get();
      changes.put(
          address,
          new AccountChange.Updated(
              account.nonce(), account.balance(), account.codeHash(), false, words));
    });
    return new StateDelta(changes, Map.of());
  }

  /** Removes the history of the blocks {@code from} to {@code to}. */
  void forget(long from, long to, Batch batch) {
    for (long number = from; number <= to; number++) {
      long block = number;
      of(number)
          .keys()
          .forEach((address, slots) -> {
            byte[] hash = hashes.of(address);
            delete(batch, Table.ACCOUNT_HISTORY, AccountCodec.historyKey(hash, block));
            slots.forEach(slot -> {
              byte[] key = AccountCodec.joined(hash, hashes.of(slot));
              delete(batch, Table.STORAGE_HISTORY, AccountCodec.historyKey(key, block));
            });
          });
      delete(batch, Table.CHANGES, AccountCodec.number(number));
    }
  }

  private static void delete(Batch batch, Table table, byte[] key) {
    batch.delete(table, key, key.length);
  }

  /** The slot whose hash this is. */
  U256 slot(byte[] hash) {
    byte[] preimage = tables.get(Table.PREIMAGES, hash);
    if (preimage == null || preimage.length != 32) {
      throw new StoreException("the slot behind a hash in the world state is not stored");
    }
    return U256.read(preimage, 0, 32);
  }
}
