package org.cairn.protocol.genesis;

import java.util.Locale;
import java.util.Set;

/** The members of the genesis object that are strings or numbers. */
final class GenesisMembers {
  private static final Set<String> KNOWN =
      Set.of(
          "nonce",
          "timestamp",
          "extradata",
          "gaslimit",
          "difficulty",
          "mixhash",
          "coinbase",
          "number",
          "gasused",
          "parenthash",
          "basefeepergas",
          "blobgasused",
          "excessblobgas",
          "parentbeaconblockroot");

  private GenesisMembers() {}

  static boolean isKnown(String name) {
    return KNOWN.contains(name.toLowerCase(Locale.ROOT));
  }
}
