package org.cairn.protocol.types;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/** An address and the storage keys of it that a transaction announces (EIP-2930). */
public record AccessListEntry(Address address, List<Hash32> storageKeys) {
  public AccessListEntry {
    storageKeys = List.copyOf(storageKeys);
  }

  static List<AccessListEntry> readList(RlpReader in) {
    RlpReader entries = in.readList();
    List<AccessListEntry> list = new ArrayList<>();
    while (entries.hasNext()) {
      RlpReader entry = entries.readList();
      Address address = entry.readAddress();
      RlpReader keys = entry.readList();
      List<Hash32> storageKeys = new ArrayList<>();
      while (keys.hasNext()) {
        storageKeys.add(keys.readHash());
      }
      entry.end();
      list.add(new AccessListEntry(address, storageKeys));
    }
    return list;
  }

  static void writeList(List<AccessListEntry> list, RlpWriter out) {
    out.startList();
    for (AccessListEntry entry : list) {
      out.startList().write(entry.address).startList();
      entry.storageKeys.forEach(out::write);
      out.endList().endList();
    }
    out.endList();
  }
}
