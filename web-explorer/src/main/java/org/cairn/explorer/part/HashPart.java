package org.cairn.explorer.part;

import org.cairn.explorer.text.HexText;
import org.cairn.protocol.bytes.Hash32;

/** A hash, whole and shortened. */
public record HashPart(String full, String brief) {
  public static HashPart of(Hash32 hash) {
    String full = hash.toString();
    return new HashPart(full, HexText.shortened(full, 8, 6));
  }
}
