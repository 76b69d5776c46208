package org.cairn.store.rocks;

import java.util.HashMap;
import java.util.Map;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** What a run of consecutive layers changed, the newest value of each key. Immutable. */
final class Span {
  /**
   * The newest state of an account.
   *
   * @param layer the one that has the newest change
   * @param cleared whether slots that are not in {@code slots} are zero
   * @param slots words that changed, since the storage was cleared if it was
   */
  record Version(AccountChange change, Layer layer, boolean cleared, Map<U256, U256> slots) {
    /** This version on top of an older one. */
    Version over(Version older) {
      if (cleared || older.slots.isEmpty() && !older.cleared) {
        return this;
      }
      Map<U256, U256> merged = HashMap.newHashMap(older.slots.size() + slots.size());
      merged.putAll(older.slots);
      merged.putAll(slots);
      return new Version(change, layer, older.cleared, merged);
    }
  }

  private final Map<Address, Version> accounts;

  private Span(Map<Address, Version> accounts) {
    this.accounts = accounts;
  }

  /** The span of one layer. */
  static Span of(StateDelta delta, Layer layer) {
    Map<Address, Version> accounts = HashMap.newHashMap(delta.accounts().size());
    delta
        .accounts()
        .forEach((address, change) ->
            accounts.put(
                address,
                switch (change) {
                  case AccountChange.Deleted deleted -> new Version(change, layer, true, Map.of());
                  case AccountChange.Updated updated ->
                      new Version(change, layer, updated.storageCleared(), updated.storage());
                }));
    return new Span(accounts);
  }

  /** This span and the one before it. */
  Span over(Span older) {
    Map<Address, Version> merged = HashMap.newHashMap(accounts.size() + older.accounts.size());
    merged.putAll(older.accounts);
    accounts.forEach((address, version) ->
        merged.merge(address, version, (before, newest) -> newest.over(before)));
    return new Span(merged);
  }

  /** The newest state of an account; null if no layer of the span changed it. */
  @Nullable Version of(Address address) {
    return accounts.get(address);
  }
}
