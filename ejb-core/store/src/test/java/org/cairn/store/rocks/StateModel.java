package org.cairn.store.rocks;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.uint.U256;

/** A state as a map, and random changes of it. Immutable. */
record StateModel(Map<Address, AccountChange.Updated> accounts) {
  static final StateModel EMPTY = new StateModel(Map.of());

  /** A model after a random block. */
  record Next(StateModel model, StateDelta delta) {}

  Hash32 root() {
    return StateTrie.rootOf(new StateDelta(new HashMap<>(accounts), Map.of()));
  }

  U256 storage(Address address, U256 slot) {
    AccountChange.Updated account = accounts.get(address);
    return account == null ? U256.ZERO : account.storage().getOrDefault(slot, U256.ZERO);
  }

  Next next(Random random, int addresses, int slots, int changes) {
    Map<Address, AccountChange> delta = new HashMap<>();
    Map<Hash32, Bytes> codes = new HashMap<>();
    for (int i = 0; i < changes; i++) {
      Address address = Address.of(1 + random.nextInt(addresses));
      boolean there = accounts.containsKey(address);
      delta.put(
          address,
          there && random.nextInt(7) == 0
              ? new AccountChange.Deleted()
              : update(random, slots, codes, there));
    }
    return new Next(with(delta), new StateDelta(delta, codes));
  }

  private static AccountChange.Updated update(
      Random random, int slots, Map<Hash32, Bytes> codes, boolean there) {
    Map<U256, U256> storage = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      U256 word = random.nextInt(3) == 0 ? U256.ZERO : U256.of(0, 0, random.nextInt(2), i);
      storage.put(U256.of(random.nextInt(slots)), word);
    }
    Hash32 codeHash = Account.EMPTY_CODE_HASH;
    if (random.nextInt(5) == 0) {
      Bytes code = Bytes.wrap(new byte[] {(byte) random.nextInt(5), 1});
      codeHash = Keccak256.hash(code);
      codes.put(codeHash, code);
    }
    boolean cleared = there && random.nextInt(9) == 0;
    U256 balance = U256.of(random.nextInt(1 << (4 * random.nextInt(7))));
    return new AccountChange.Updated(random.nextInt(5), balance, codeHash, cleared, storage);
  }

  StateModel with(Map<Address, AccountChange> delta) {
    Map<Address, AccountChange.Updated> next = new HashMap<>(accounts);
    delta.forEach((address, change) -> {
      switch (change) {
        case AccountChange.Deleted deleted -> next.remove(address);
        case AccountChange.Updated updated -> {
          Map<U256, U256> storage = new HashMap<>();
          AccountChange.Updated before = next.get(address);
          if (before != null && !updated.storageCleared()) {
            storage.putAll(before.storage());
          }
          storage.putAll(updated.storage());
          storage.values().removeIf(U256::isZero);
          next.put(
              address,
              new AccountChange.Updated(
                  updated.nonce(), updated.balance(), updated.codeHash(), false, storage));
        }
      }
    });
    return new StateModel(next);
  }
}
