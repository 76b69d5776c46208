package org.cairn.protocol.fork;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.precompile.Precompile;
import org.jspecify.annotations.Nullable;

/** The precompiled contracts of a fork by address. Immutable and thread-safe. */
public final class PrecompileTable {
  static final PrecompileTable EMPTY = new PrecompileTable(Map.of());

  private static final int SMALL = 0x200;

  private final Map<Address, Precompile> entries;
  private final @Nullable Precompile[] small = new @Nullable Precompile[SMALL];

  private PrecompileTable(Map<Address, Precompile> entries) {
    this.entries = entries;
    entries.forEach((address, contract) -> {
      if (address.high() == 0 && address.middle() == 0 && address.low() >>> 9 == 0) {
        small[address.low()] = contract;
      }
    });
  }

  PrecompileTable with(Address address, Precompile contract) {
    Map<Address, Precompile> copy = new TreeMap<>(entries);
    copy.put(address, contract);
    return new PrecompileTable(copy);
  }

  /** The contract at an address; null if there is none. */
  public @Nullable Precompile at(Address address) {
    if (address.high() == 0 && address.middle() == 0 && address.low() >>> 9 == 0) {
      return small[address.low()];
    }
    return entries.get(address);
  }

  /** In ascending order. */
  public Set<Address> addresses() {
    return entries.keySet();
  }
}
