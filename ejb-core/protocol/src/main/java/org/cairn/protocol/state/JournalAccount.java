package org.cairn.protocol.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * An account as one block's execution sees it: mutable, confined to the thread of its journal.
 * Changes go through {@link StateJournal}, which can undo them.
 */
public final class JournalAccount {
  private final Address address;

  /** In the state of the parent block; null if it was not there. */
  private final @Nullable Account before;

  boolean exists;
  long nonce;
  U256 balance;
  Hash32 codeHash;
  @Nullable Bytes code;

  /** Whether the parent's state has storage for the account that no transaction removed. */
  boolean oldStorage;

  SlotTable storage = new SlotTable();
  @Nullable SlotTable transientStorage;

  /** Transactions in which the account is warm, touched, created, destroyed; 0 for none. */
  int warmIn;

  int touchedIn;
  int createdIn;
  int destroyedIn;
  int transientIn;

  JournalAccount(Address address, Optional<Account> loaded) {
    Account account = loaded.orElse(Account.EMPTY);
    this.address = address;
    this.before = loaded.orElse(null);
    this.exists = loaded.isPresent();
    this.nonce = account.nonce();
    this.balance = account.balance();
    this.codeHash = account.codeHash();
    this.oldStorage = account.hasStorage();
  }

  /** An account of no state, for what names no account yet: nothing is read for it. */
  public static JournalAccount nobody() {
    return new JournalAccount(Address.ZERO, Optional.empty());
  }

  public Address address() {
    return address;
  }

  /** Whether the account is in the state, empty or not. */
  public boolean exists() {
    return exists;
  }

  /** 0..2^64-1, the sign bit being its highest. */
  public long nonce() {
    return nonce;
  }

  public U256 balance() {
    return balance;
  }

  /** keccak of the code, that of no code if the account does not exist. */
  public Hash32 codeHash() {
    return codeHash;
  }

  public boolean hasCode() {
    return !codeHash.equals(Account.EMPTY_CODE_HASH);
  }

  /** Whether nonce, balance and code are empty (EIP-161), as those of an absent account are. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && !hasCode();
  }

  /** Whether the parent's state has storage for the account that no transaction removed. */
  public boolean hasOldStorage() {
    return oldStorage;
  }

  /** What became of the account; empty if it is as it was. */
  Optional<AccountChange> change() {
    if (!exists) {
      return before == null ? Optional.empty() : Optional.of(new AccountChange.Deleted());
    }
    boolean cleared = before != null && before.hasStorage() && !oldStorage;
    Map<U256, U256> slots = new HashMap<>();
    storage.forEach(slot -> {
      U256 value = slot.value();
      if (!value.equals(slot.before())) {
        slots.put(slot.key(), value);
      }
    });
    boolean same =
        before != null
            && !cleared
            && slots.isEmpty()
            && before.nonce() == nonce
            && before.balance().equals(balance)
            && before.codeHash().equals(codeHash);
    return same
        ? Optional.empty()
        : Optional.of(new AccountChange.Updated(nonce, balance, codeHash, cleared, slots));
  }

  @Override
  public String toString() {
    return "account " + address;
  }
}
