package org.cairn.store.rocks;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.Tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and slots of the durable state, and by history of the blocks before it.
 *
 * <p>Concurrency: a reader of block n reads the flat row first. If no flush that goes beyond n had
 * begun by then, that is the value. Otherwise the first history row above n has it, or, where there
 * is none, the flat row read before: a flush writes both in one batch. Only a flush that takes the
 * chain back could deceive such a reader; while one is under way, readers use the view of the
 * moment before, and afterwards start again ({@link #rewinds}).
 */
final class FlatState {
  /** A key in its flat and history tables. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Key(Table flat, Table history, byte[] bytes) {}

  private static final byte[] ABSENT = new byte[0];

  private final Tables tables;
  private final KeyHashes hashes;
  private final FlatCache<Address, Optional<Account>> accounts = new FlatCache<>(1 << 16);
  private final FlatCache<Slot, U256> slots = new FlatCache<>(1 << 17);

  /** The newest point of the durable chain; set before a flush to it writes. */
  private volatile Layer newest;

  /** Even, or odd while a flush takes the chain back. */
  private volatile int rewinds;

  /** The lineage that such a flush ends. */
  private volatile @Nullable Lineage ending;

  FlatState(Tables tables, KeyHashes hashes, Layer newest) {
    this.tables = tables;
    this.hashes = hashes;
    this.newest = newest;
  }

  /** The account at a durable point. */
  Optional<Account> account(Layer point, Address address) {
    Optional<Account> flat = flat(address);
    if (newest == point) {
      return flat;
    }
    Key key = new Key(Table.ACCOUNTS, Table.ACCOUNT_HISTORY, hashes.of(address));
    byte[] row = at(point, key);
    return row == null ? Optional.empty() : Optional.of(AccountCodec.decode(row));
  }

  /** The account that is newest on the disk. */
  Optional<Account> flat(Address address) {
    Optional<Account> known = accounts.get(address);
    if (known != null) {
      return known;
    }
    int stamp = accounts.stamp();
    byte[] row = tables.get(Table.ACCOUNTS, hashes.of(address));
    Optional<Account> account =
        row == null ? Optional.empty() : Optional.of(AccountCodec.decode(row));
    accounts.fill(address, account, stamp);
    return account;
  }

  /** The word in a slot at a durable point. */
  U256 storage(Layer point, Address address, U256 slot) {
    U256 flat = flat(new Slot(address, slot));
    if (newest == point) {
      return flat;
    }
    byte[] row =
        at(point, new Key(Table.STORAGE, Table.STORAGE_HISTORY, storageKey(address, slot)));
    return row == null ? U256.ZERO : AccountCodec.decodeWord(row);
  }

  private byte[] storageKey(Address address, U256 slot) {
    return AccountCodec.joined(hashes.of(address), hashes.of(slot));
  }

  /** The word that is newest on the disk. */
  U256 flat(Slot slot) {
    U256 known = slots.get(slot);
    if (known != null) {
      return known;
    }
    int stamp = slots.stamp();
    byte[] row = tables.get(Table.STORAGE, storageKey(slot.address(), slot.slot()));
    U256 word = row == null ? U256.ZERO : AccountCodec.decodeWord(row);
    slots.fill(slot, word, stamp);
    return word;
  }

  /** The row of a key at a point; null if there is none. */
  private byte @Nullable [] at(Layer point, Key key) {
    while (true) {
      int before = rewinds;
      Lineage lineage = point.lineage();
      Lineage next = lineage.next();
      while (next != null && lineage.keeps(point.number())) {
        lineage = next;
        next = lineage.next();
      }
      Lineage leaving = ending;
      if (next != null) {
        return lineage.read(point.number(), view -> at(view, point.number(), key));
      }
      if ((before & 1) != 0 && leaving != null) {
        return leaving.read(point.number(), view -> at(view, point.number(), key));
      }
      byte[] flat = tables.get(key.flat, key.bytes);
      byte[] row =
          tables.firstFrom(key.history, AccountCodec.historyKey(key.bytes, point.number() + 1));
      if (rewinds == before) {
        return row == null ? flat : row.length == 0 ? null : row;
      }
    }
  }

  private static byte @Nullable [] at(Tables.View view, long number, Key key) {
    byte[] row = view.firstFrom(key.history, AccountCodec.historyKey(key.bytes, number + 1));
    return row == null ? view.get(key.flat, key.bytes) : row.length == 0 ? null : row;
  }

  /** The value of a history row for what was not there. */
  static byte[] absent() {
    return ABSENT;
  }

  Layer newest() {
    return newest;
  }

  /** From here on readers of other points than {@code target} look into history. */
  void beginFlush(Layer target) {
    accounts.beginFlush();
    slots.beginFlush();
    newest = target;
  }

  void set(Address address, Optional<Account> account) {
    accounts.set(address, account);
  }

  void set(Slot slot, U256 word) {
    slots.set(slot, word);
  }

  void endFlush() {
    accounts.endFlush();
    slots.endFlush();
  }

  /** Between this and {@link #endRewind} readers of history use the view of an ended lineage. */
  void beginRewind(Lineage ended) {
    ending = ended;
    rewinds = rewinds + 1;
  }

  void endRewind() {
    rewinds = rewinds + 1;
    ending = null;
  }
}
