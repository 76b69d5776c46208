package org.cairn.rpc.json;

import java.nio.charset.StandardCharsets;

/** The name of an object's member, encoded once: {@code "name":}. */
public final class Name {
  private final byte[] encoded;

  private Name(byte[] encoded) {
    this.encoded = encoded;
  }

  /** A name of letters and digits, which need no escape. */
  public static Name of(String name) {
    if (!name.chars().allMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException("a name that needs escapes: " + name);
    }
    return new Name(("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
  }

  byte[] encoded() {
    return encoded;
  }
}
