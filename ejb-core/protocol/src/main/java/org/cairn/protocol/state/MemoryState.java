package org.cairn.protocol.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** A whole world state in maps: the simplest one that can be right. Immutable. */
public final class MemoryState implements StateReader {
  public static final MemoryState EMPTY = new MemoryState(Map.of(), Map.of());

  private final Map<Address, AccountChange.Updated> accounts;
  private final Map<Hash32, Bytes> codes;

  private MemoryState(Map<Address, AccountChange.Updated> accounts, Map<Hash32, Bytes> codes) {
    this.accounts = accounts;
    this.codes = codes;
  }

  /** The state after these changes. */
  public MemoryState with(StateDelta delta) {
    Map<Address, AccountChange.Updated> next = new HashMap<>(accounts);
    delta
        .accounts()
        .forEach((address, change) -> {
          switch (change) {
            case AccountChange.Deleted deleted -> next.remove(address);
            case AccountChange.Updated updated ->
                next.put(address, merge(accounts.get(address), updated));
          }
        });
    Map<Hash32, Bytes> nextCodes = new HashMap<>(codes);
    nextCodes.putAll(delta.codes());
    return new MemoryState(next, nextCodes);
  }

  private static AccountChange.Updated merge(
      AccountChange.@Nullable Updated before, AccountChange.Updated change) {
    Map<U256, U256> storage = new HashMap<>();
    if (before != null && !change.storageCleared()) {
      storage.putAll(before.storage());
    }
    change
        .storage()
        .forEach((slot, word) -> {
          if (word.isZero()) {
            storage.remove(slot);
          } else {
            storage.put(slot, word);
          }
        });
    return new AccountChange.Updated(
        change.nonce(), change.balance(), change.codeHash(), false, storage);
  }

  /** The state with an empty account at an address where there is none. */
  public MemoryState withEmpty(Address address) {
    if (accounts.containsKey(address)) {
      return this;
    }
    AccountChange.Updated empty =
        new AccountChange.Updated(0, U256.ZERO, Account.EMPTY_CODE_HASH, false, Map.of());
    return with(new StateDelta(Map.of(address, empty), Map.of()));
  }

  /** All of the state as changes of an empty one. */
  public StateDelta asDelta() {
    return new StateDelta(new HashMap<>(accounts), codes);
  }

  @Override
  public Optional<Account> account(Address address) {
    AccountChange.Updated account = accounts.get(address);
    if (account == null) {
      return Optional.empty();
    }
    // only whether the root is that of no storage is looked at
    Hash32 root = account.storage().isEmpty() ? Account.EMPTY_ROOT : Hash32.ZERO;
    return Optional.of(new Account(account.nonce(), account.balance(), root, account.codeHash()));
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    if (codeHash.equals(Account.EMPTY_CODE_HASH)) {
      return Bytes.EMPTY;
    }
    Bytes code = codes.get(codeHash);
    if (code == null) {
      throw new IllegalStateException("no code " + codeHash);
    }
    return code;
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    AccountChange.Updated account = accounts.get(address);
    return account == null ? U256.ZERO : account.storage().getOrDefault(slot, U256.ZERO);
  }
}
