package org.cairn.explorer.part;

import org.cairn.explorer.text.Checksums;
import org.cairn.explorer.text.HexText;
import org.cairn.protocol.bytes.Address;

/** An address with the capital letters of EIP-55, whole and shortened, and its colour mark. */
public record AddressPart(String full, String brief, Mark mark) {
  public static AddressPart of(Address address) {
    String full = Checksums.write(address);
    return new AddressPart(full, HexText.shortened(full, 6, 4), Mark.of(address));
  }
}
