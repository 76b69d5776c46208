package org.cairn.protocol.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.uint.U256;

/**
 * The world state while a block executes: the parent's state with the changes of the transactions
 * so far over it. Every change inside a transaction can be undone back to a {@link #snapshot}, at a
 * cost that grows with the number of changes undone and nothing else.
 *
 * <p>Warm and cold accounts and slots, original storage values, transient storage, touched, created
 * and destroyed accounts belong to one transaction: they carry its number, so that {@link
 * #beginTransaction} forgets all of them at once by counting up. Confined to one thread.
 */
public final class StateJournal {
  static final Address RIPEMD160 = Address.of(3);

  private final StateReader parent;
  private final AccountTable accounts = new AccountTable();
  private final UndoLog undo = new UndoLog();
  private final List<JournalAccount> touched = new ArrayList<>();
  private final List<JournalAccount> destroyed = new ArrayList<>();
  private final Map<Hash32, Bytes> deployed = new HashMap<>();
  private final List<Log> logs = new ArrayList<>();
  private int transaction = 1;
  private long refund;

  public StateJournal(StateReader parent) {
    this.parent = parent;
  }

  // Transactions

  /** Forgets what belongs to the transaction before. */
  public void beginTransaction() {
    transaction++;
    undo.clear();
    touched.clear();
    destroyed.clear();
    logs.clear();
    refund = 0;
  }

  /**
   * Removes the accounts that the transaction destroyed and, if {@code emptyAccountsRemoved}, those
   * that it touched and that are empty (EIP-161). Nothing can be undone afterwards.
   */
  public void endTransaction(boolean emptyAccountsRemoved) {
    for (JournalAccount account : destroyed) {
      if (account.destroyedIn == transaction) {
        remove(account);
      }
    }
    if (emptyAccountsRemoved) {
      for (JournalAccount account : touched) {
        if (account.touchedIn == transaction && account.exists && account.isEmpty()) {
          remove(account);
        }
      }
    }
    undo.clear();
    touched.clear();
    destroyed.clear();
  }

  private static void remove(JournalAccount account) {
    account.exists = false;
    account.nonce = 0;
    account.balance = U256.ZERO;
    account.codeHash = Account.EMPTY_CODE_HASH;
    account.code = Bytes.EMPTY;
    account.storage = new SlotTable();
    account.oldStorage = false;
  }

  /** A place to which {@link #revertTo} can go back. */
  public int snapshot() {
    return undo.size();
  }

  /** Undoes what came after the snapshot, logs and refunds excepted. */
  public void revertTo(int snapshot) {
    undo.revertTo(snapshot);
  }

  public List<Log> logs() {
    return logs;
  }

  public void log(Log log) {
    logs.add(log);
  }

  /** Drops the logs behind the first {@code count}. */
  public void truncateLogs(int count) {
    logs.subList(count, logs.size()).clear();
  }

  /** Gas to give back; may be negative in between (EIP-1283). */
  public long refund() {
    return refund;
  }

  public void refund(long total) {
    refund = total;
  }

  // Accounts

  public JournalAccount account(Address address) {
    JournalAccount known = accounts.find(address.high(), address.middle(), address.low());
    return known == null ? load(address) : known;
  }

  /** The account at the address of these words, see {@link Address#of(long, long, int)}. */
  public JournalAccount account(long high, long middle, int low) {
    JournalAccount known = accounts.find(high, middle, low);
    return known == null ? load(Address.of(high, middle, low)) : known;
  }

  private JournalAccount load(Address address) {
    JournalAccount account = new JournalAccount(address, parent.account(address));
    accounts.add(account);
    return account;
  }

  /** Makes the account warm; whether it was warm already. */
  public boolean warm(JournalAccount account) {
    if (account.warmIn == transaction) {
      return true;
    }
    undo.warm(account);
    account.warmIn = transaction;
    return false;
  }

  public boolean isWarm(JournalAccount account) {
    return account.warmIn == transaction;
  }

  /** Marks the account for removal at the transaction's end if it is empty then. */
  public void touch(JournalAccount account) {
    if (account.touchedIn != transaction) {
      undo.touched(account);
      account.touchedIn = transaction;
      touched.add(account);
    }
  }

  /** Puts the account into the state, if it is not there yet. */
  public void bring(JournalAccount account) {
    if (!account.exists) {
      undo.exists(account);
      account.exists = true;
    }
  }

  public void setBalance(JournalAccount account, U256 balance) {
    if (!account.balance.equals(balance)) {
      undo.balance(account);
      account.balance = balance;
    }
  }

  /** Adds to the balance; touches the account and brings it into the state. */
  public void credit(JournalAccount account, U256 value) {
    bring(account);
    touch(account);
    if (!value.isZero()) {
      undo.balance(account);
      account.balance = sum(account.balance, value);
    }
  }

  /** Wraps around, because a genesis block may hold more wei than 256 bits can count. */
  private static U256 sum(U256 a, U256 b) {
    return (a.word(0) | b.word(0)) >= 0
        ? a.plus(b)
        : U256.wrap(a.toBigInteger().add(b.toBigInteger()));
  }

  /** Subtracts from the balance, which must suffice; touches the account. */
  public void debit(JournalAccount account, U256 value) {
    touch(account);
    if (!value.isZero()) {
      undo.balance(account);
      account.balance = account.balance.minus(value);
    }
  }

  public void setNonce(JournalAccount account, long nonce) {
    bring(account);
    undo.nonce(account);
    account.nonce = nonce;
  }

  /** The account's code; no bytes if it has none. */
  public Bytes code(JournalAccount account) {
    Bytes code = account.code;
    if (code == null) {
      code = deployed.get(account.codeHash);
      if (code == null) {
        code = account.hasCode() ? parent.code(account.codeHash) : Bytes.EMPTY;
      }
      account.code = code;
    }
    return code;
  }

  public void setCode(JournalAccount account, Bytes code) {
    bring(account);
    undo.code(account);
    account.codeHash = code.isEmpty() ? Account.EMPTY_CODE_HASH : Keccak256.hash(code);
    account.code = code;
    if (!code.isEmpty()) {
      deployed.put(account.codeHash, code);
    }
  }

  /** Makes a new contract of the account, which must have neither nonce nor code nor storage. */
  public void create(JournalAccount account) {
    bring(account);
    undo.created(account);
    account.createdIn = transaction;
  }

  public boolean isCreatedNow(JournalAccount account) {
    return account.createdIn == transaction;
  }

  /** Marks the account for removal at the transaction's end; whether it was marked already. */
  public boolean destroy(JournalAccount account) {
    if (account.destroyedIn == transaction) {
      return true;
    }
    undo.destroyed(account);
    account.destroyedIn = transaction;
    destroyed.add(account);
    return false;
  }

  // Storage; words are given from the most significant to the least

  public StorageSlot slot(JournalAccount account, long k3, long k2, long k1, long k0) {
    StorageSlot slot = account.storage.find(k3, k2, k1, k0);
    if (slot == null) {
      slot = new StorageSlot(k3, k2, k1, k0);
      if (account.oldStorage) {
        slot.load(parent.storage(account.address(), slot.key()));
      }
      account.storage.add(slot);
    }
    slot.enter(transaction);
    return slot;
  }

  /** Makes the slot warm; whether it was warm already. */
  public boolean warm(StorageSlot slot) {
    if (slot.warmIn == transaction) {
      return true;
    }
    undo.warm(slot);
    slot.warmIn = transaction;
    return false;
  }

  public void set(StorageSlot slot, long v3, long v2, long v1, long v0) {
    undo.slot(slot);
    slot.set(v3, v2, v1, v0);
  }

  /** A slot of the transaction's own storage (EIP-1153). */
  public StorageSlot transientSlot(JournalAccount account, long k3, long k2, long k1, long k0) {
    SlotTable table = account.transientStorage;
    if (table == null || account.transientIn != transaction) {
      table = new SlotTable();
      account.transientStorage = table;
      account.transientIn = transaction;
    }
    StorageSlot slot = table.find(k3, k2, k1, k0);
    if (slot == null) {
      slot = new StorageSlot(k3, k2, k1, k0);
      table.add(slot);
    }
    return slot;
  }

  // Outcome

  /** What the transactions so far changed in the parent's state. */
  public StateDelta delta() {
    Map<Address, AccountChange> changes = new HashMap<>();
    Map<Hash32, Bytes> codes = new HashMap<>();
    accounts.forEach(account ->
        account
            .change()
            .ifPresent(change -> {
              changes.put(account.address(), change);
              Bytes code = deployed.get(account.codeHash);
              if (code != null) {
                codes.put(account.codeHash, code);
              }
            }));
    return new StateDelta(changes, codes);
  }
}
