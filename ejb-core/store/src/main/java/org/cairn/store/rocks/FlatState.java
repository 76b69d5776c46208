package org.cairn.store.rocks;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.Tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and slots of the durable state, and by history of the blocks before it.
 *
 * <p>Concurrency: a reader of the newest block reads the flat row; if no flush beyond that block
 * had begun by then, that is the value. A reader of an older block n takes the first history row
 * above n or, where there is none, the flat row. A flush writes both in one batch, so the two must
 * be of one moment: the flat row is read first while a flush is under way, and otherwise second,
 * and again if a flush has begun meanwhile. Only a flush that takes the chain back could deceive
 * such a reader; while one is under way, readers use the view of the moment before, and afterwards
 * start again ({@link #rewinds}).
 */
final class FlatState {
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
    return at(
        point,
        () -> flat(address),
        () -> hashes.of(address),
        Table.ACCOUNTS,
        Table.ACCOUNT_HISTORY,
        FlatState::account);
  }

  private static Optional<Account> account(byte @Nullable [] row) {
    return row == null || row.length == 0
        ? Optional.empty()
        : Optional.of(AccountCodec.decode(row));
  }

  /** The account that is newest on the disk. */
  Optional<Account> flat(Address address) {
    Optional<Account> known = accounts.get(address);
    if (known != null) {
      return known;
    }
    int stamp = accounts.stamp();
    Optional<Account> account = account(tables.get(Table.ACCOUNTS, hashes.of(address)));
    accounts.fill(address, account, stamp);
    return account;
  }

  /** The word in a slot at a durable point. */
  U256 storage(Layer point, Address address, U256 slot) {
    return at(
        point,
        () -> flat(new Slot(address, slot)),
        () -> storageKey(address, slot),
        Table.STORAGE,
        Table.STORAGE_HISTORY,
        FlatState::word);
  }

  private static U256 word(byte @Nullable [] row) {
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
    U256 word = word(tables.get(Table.STORAGE, storageKey(slot.address(), slot.slot())));
    slots.fill(slot, word, stamp);
    return word;
  }

  /** The value at a point, of which {@code flatRead} gives the newest. */
  private <T> T at(
      Layer point,
      Supplier<T> flatRead,
      Supplier<byte[]> keyOf,
      Table flatTable,
      Table history,
      Function<byte @Nullable [], T> decode) {
    while (true) {
      int before = rewinds;
      int stamp = accounts.stamp();
      T flat = newest == point || flushing(stamp) ? flatRead.get() : null;
      if (flat != null && newest == point) {
        return flat;
      }
      byte[] key = keyOf.get();
      byte[] rowKey = AccountCodec.historyKey(key, point.number() + 1);
      Lineage past = past(point, before);
      if (past != null) {
        return past.read(
            point.number(),
            view -> {
              byte[] row = view.firstFrom(history, rowKey);
              return decode.apply(row == null ? view.get(flatTable, key) : row);
            });
      }
      byte[] row = tables.firstFrom(history, rowKey);
      T value = row != null ? decode.apply(row) : flat != null ? flat : flatRead.get();
      boolean undisturbed = row != null || flat != null || accounts.stamp() == stamp;
      if (undisturbed && rewinds == before) {
        return value;
      }
    }
  }

  private static boolean flushing(int stamp) {
    return (stamp & 1) != 0;
  }

  /** The lineage whose view has the point; null if it is in the durable chain, undisturbed. */
  private @Nullable Lineage past(Layer point, int rewindsBefore) {
    Lineage lineage = point.lineage().lastWith(point.number());
    if (!lineage.endsWith(point.number())) {
      return lineage;
    }
    return (rewindsBefore & 1) == 0 ? null : ending;
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
  @SuppressWarnings("NonAtomicVolatileUpdate") // one rewind at a time
  void beginRewind(Lineage ended) {
    ending = ended;
    rewinds = rewinds + 1;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one rewind at a time
  void endRewind() {
    rewinds = rewinds + 1;
    ending = null;
  }
}
