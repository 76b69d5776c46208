package org.cairn.explorer.text;

import java.nio.charset.StandardCharsets;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;

/** The checksum that the capital letters of a written address carry (EIP-55). */
public final class Checksums {
  /** What the capital letters of an address say. */
  public enum Verdict {
    /** All letters are of one case: there is no checksum. */
    ABSENT,
    RIGHT,
    WRONG
  }

  private Checksums() {}

  /** The address with the capital letters of EIP-55. */
  public static String write(Address address) {
    String plain = address.toString();
    byte[] digits = plain.substring(2).getBytes(StandardCharsets.US_ASCII);
    Hash32 hash = Keccak256.hash(digits);
    for (int i = 0; i < digits.length; i++) {
      if (digits[i] >= 'a' && hash.nibble(i) >= 8) {
        digits[i] -= 32;
      }
    }
    return "0x" + new String(digits, StandardCharsets.US_ASCII);
  }

  /** Judges 40 hex digits as somebody typed them, with or without {@code 0x}. */
  public static Verdict judge(String typed) {
    String digits = typed.substring(typed.length() - 40);
    boolean lower = digits.chars().anyMatch(c -> c >= 'a' && c <= 'f');
    boolean upper = digits.chars().anyMatch(c -> c >= 'A' && c <= 'F');
    if (!lower || !upper) {
      return Verdict.ABSENT;
    }
    return write(Address.of(digits)).endsWith(digits) ? Verdict.RIGHT : Verdict.WRONG;
  }
}
