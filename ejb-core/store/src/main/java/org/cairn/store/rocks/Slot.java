package org.cairn.store.rocks;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.uint.U256;

/** A slot of an account's storage. */
record Slot(Address address, U256 slot) {
  @Override
  public int hashCode() {
    return address.hashCode() * 31 + slot.hashCode();
  }
}
