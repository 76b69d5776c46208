package org.cairn.store.rocks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.trie.NodeChanges;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.Tables.Table;

/**
 * The rows of one flush: layers are added from the oldest to the newest, each with its history;
 * flat rows are written once, with their newest value. For one thread and one use.
 */
final class FlushBatch implements NodeChanges {
  /** A slot before the flush, and after the layers added so far. */
  private static final class Word {
    final U256 before;
    U256 now;

    Word(U256 before) {
      this.before = before;
      this.now = before;
    }
  }

  /** An account before the flush, and after the layers added so far. */
  private static final class Row {
    final Optional<Account> before;
    Optional<Account> now;
    boolean storageRead;
    final Map<U256, Word> slots = new HashMap<>();

    Row(Optional<Account> before) {
      this.before = before;
      this.now = before;
    }
  }

  private final Tables tables;
  private final FlatState flat;
  private final ChangeLog log;
  private final KeyHashes hashes;
  private final Batch batch;
  private final Map<Address, Row> rows = new HashMap<>();
  private final byte[] nodeKey = new byte[32 + 64];

  FlushBatch(Tables tables, FlatState flat, ChangeLog log, KeyHashes hashes) {
    this.tables = tables;
    this.flat = flat;
    this.log = log;
    this.hashes = hashes;
    this.batch = new Batch(tables);
  }

  /**
   * Adds a layer whose root is computed.
   *
   * @param withHistory not for one that takes the chain back, nor for the first block of all
   */
  void add(Layer layer, Layer.Content content, boolean withHistory, boolean logged) {
    Map<Address, Hash32> storageRoots = layer.storageRoots();
    Map<Address, Set<U256>> keys = new HashMap<>();
    content
        .delta()
        .accounts()
        .forEach((address, change) -> {
          Set<U256> changed = new HashSet<>();
          apply(address, change, storageRoots, withHistory ? layer.number() : -1, changed);
          keys.put(address, changed);
        });
    content
        .delta()
        .codes()
        .forEach((hash, code) -> batch.put(Table.CODES, hash.toArray(), code.shared()));
    if (logged) {
      ChangeLog.Changes changes =
          new ChangeLog.Changes(layer.blockHash(), layer.root(), withHistory ? keys : Map.of());
      batch.put(Table.CHANGES, AccountCodec.number(layer.number()), changes.encoded());
    }
  }

  private void apply(
      Address address,
      AccountChange change,
      Map<Address, Hash32> storageRoots,
      long historyOf,
      Set<U256> changed) {
    Row row = rows.computeIfAbsent(address, key -> new Row(flat.flat(key)));
    byte[] hash = hashes.of(address);
    Optional<Account> before = row.now;
    switch (change) {
      case AccountChange.Deleted deleted -> {
        clear(address, row, Map.of(), historyOf, changed);
        row.now = Optional.empty();
      }
      case AccountChange.Updated updated -> {
        if (updated.storageCleared()) {
          clear(address, row, updated.storage(), historyOf, changed);
        }
        updated
            .storage()
            .forEach((slot, word) -> set(address, row, slot, word, historyOf, changed));
        Hash32 storageRoot = storageRoots.get(address);
        row.now =
            Optional.of(
                new Account(
                    updated.nonce(),
                    updated.balance(),
                    storageRoot == null ? Account.EMPTY_ROOT : storageRoot,
                    updated.codeHash()));
      }
    }
    if (historyOf >= 0 && !before.equals(row.now)) {
      batch.put(
          Table.ACCOUNT_HISTORY,
          AccountCodec.historyKey(hash, historyOf),
          before.map(AccountCodec::encode).orElse(FlatState.absent()));
    }
  }

  private void set(
      Address address, Row row, U256 slot, U256 word, long historyOf, Set<U256> changed) {
    Word known =
        row.slots.computeIfAbsent(
            slot,
            key ->
                new Word(
                    row.before.isPresent() && row.before.get().hasStorage()
                        ? flat.flat(new Slot(address, key))
                        : U256.ZERO));
    if (known.now.equals(word)) {
      return;
    }
    changed.add(slot);
    if (historyOf >= 0) {
      byte[] key = AccountCodec.joined(hashes.of(address), hashes.of(slot));
      batch.put(
          Table.STORAGE_HISTORY,
          AccountCodec.historyKey(key, historyOf),
          AccountCodec.encode(known.now));
    }
    known.now = word;
  }

  /**
   * Sets all slots to what is left of them, those that are on the disk only as well. A slot is set
   * once, because it has one history row in a block.
   */
  private void clear(
      Address address, Row row, Map<U256, U256> left, long historyOf, Set<U256> changed) {
    boolean stored = row.before.isPresent() && row.before.get().hasStorage();
    if (stored && !row.storageRead) {
      row.storageRead = true;
      byte[] hash = hashes.of(address);
      try (Tables.View view = tables.view()) {
        view.scan(
            Table.STORAGE,
            hash,
            (key, value) -> {
              U256 slot = log.slot(Arrays.copyOfRange(key, 32, 64));
              row.slots.computeIfAbsent(slot, s -> new Word(AccountCodec.decodeWord(value)));
              return true;
            });
      }
    }
    for (U256 slot : row.slots.keySet().toArray(U256[]::new)) {
      set(address, row, slot, left.getOrDefault(slot, U256.ZERO), historyOf, changed);
    }
  }

  /** Writes the flat rows, and the preimages of those that are new. */
  void finishRows() {
    rows.forEach((address, row) -> {
      byte[] hash = hashes.of(address);
      if (!row.before.equals(row.now)) {
        if (row.now.isPresent()) {
          batch.put(Table.ACCOUNTS, hash, AccountCodec.encode(row.now.get()));
        } else {
          batch.delete(Table.ACCOUNTS, hash, hash.length);
        }
        if (row.before.isEmpty()) {
          batch.put(Table.PREIMAGES, hash, address.toArray());
        }
      }
      row.slots.forEach((slot, word) -> finish(hash, slot, word));
    });
  }

  private void finish(byte[] addressHash, U256 slot, Word word) {
    if (word.before.equals(word.now)) {
      return;
    }
    byte[] slotHash = hashes.of(slot);
    byte[] key = AccountCodec.joined(addressHash, slotHash);
    if (word.now.isZero()) {
      batch.delete(Table.STORAGE, key, key.length);
    } else {
      batch.put(Table.STORAGE, key, AccountCodec.encode(word.now));
    }
    if (word.before.isZero()) {
      batch.put(Table.PREIMAGES, slotHash, slot.toArray());
    }
  }

  /** After the rows were written: gives the cache what they hold. */
  void fillCache() {
    rows.forEach((address, row) -> {
      flat.set(address, row.now);
      row.slots.forEach((slot, word) -> flat.set(new Slot(address, slot), word.now));
    });
  }

  Batch batch() {
    return batch;
  }

  /** Puts the owner, if there is one, and the path in {@link #nodeKey}, and returns its length. */
  private int key(byte[] owner, byte[] path, int nibbles) {
    System.arraycopy(owner, 0, nodeKey, 0, owner.length);
    return NodeTable.writePath(nodeKey, owner.length, path, nibbles);
  }

  @Override
  public void put(byte[] owner, byte[] path, int nibbles, byte[] rlp, int length) {
    int keyLength = key(owner, path, nibbles);
    batch.put(NodeTable.of(owner), nodeKey, keyLength, rlp, length);
  }

  @Override
  public void delete(byte[] owner, byte[] path, int nibbles) {
    int keyLength = key(owner, path, nibbles);
    batch.delete(NodeTable.of(owner), nodeKey, keyLength);
  }

  @Override
  public void deleteBelow(byte[] owner, byte[] path, int nibbles) {
    byte[] prefix = Arrays.copyOf(nodeKey, key(owner, path, nibbles));
    Table table = NodeTable.of(owner);
    try (Tables.View view = tables.view()) {
      view.scan(
          table,
          prefix,
          (key, value) -> {
            boolean below =
                Arrays.mismatch(prefix, key) == prefix.length || Arrays.equals(prefix, key);
            if (below) {
              batch.delete(table, key, key.length);
            }
            return below;
          });
    }
  }
}
