package org.cairn.explorer.search;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.cairn.explorer.text.Checksums;
import org.cairn.explorer.text.Numbers;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;

/** What a search text is, by its form alone. */
public sealed interface Query {
  /** Nothing was typed. */
  record Empty() implements Query {}

  /** A block number. */
  record Number(BigInteger value) implements Query {}

  /** Hex digits without {@code 0x} that are no decimal number: perhaps a block number. */
  record PerhapsHex(BigInteger value) implements Query {}

  /** 32 bytes: the hash of a block or of a transaction. */
  record Hash(Hash32 hash) implements Query {}

  /** 20 bytes. */
  record Account(Address address, Checksums.Verdict checksum) implements Query {}

  /** None of these; {@code understood} is a sentence about what was seen. */
  record Unknown(String understood) implements Query {}

  /** Characters of a text that is looked at; all that can be meant is shorter. */
  int LONGEST = 128;

  /** Decimal digits, with one kind of separator between groups of three or none. */
  Pattern DECIMAL =
      Pattern.compile("\\d+|\\d{1,3}(?:([,._'’ \\u00a0\\u2009\\u202f])\\d{3})(?:\\1\\d{3})*");

  Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

  /** Space of every kind, and marks without width that copying brings along. */
  Pattern AROUND =
      Pattern.compile("^[\\s\\p{Z}\\u200b-\\u200f\\ufeff]+|[\\s\\p{Z}\\u200b-\\u200f\\ufeff]+$");

  /** Digits of the largest block number, 2^63-1, in hex. */
  int NUMBER_DIGITS = 16;

  static Query of(String typed) {
    if (typed.length() > 4 * LONGEST) {
      return tooLong(typed);
    }
    String text = AROUND.matcher(typed).replaceAll("");
    if (text.isEmpty()) {
      return new Empty();
    }
    if (text.length() > LONGEST) {
      return tooLong(text);
    }
    if (text.startsWith("#")) {
      return decimal(text.substring(1));
    }
    boolean prefixed = text.startsWith("0x") || text.startsWith("0X");
    String digits = prefixed ? text.substring(2) : text;
    if (HEX.matcher(digits).matches()) {
      return hex(digits, prefixed);
    }
    return prefixed
        ? new Unknown("It begins like a hexadecimal number, but not all that follows are digits.")
        : decimal(text);
  }

  private static Query hex(String digits, boolean prefixed) {
    return switch (digits.length()) {
      case 64 -> new Hash(Hash32.of(digits));
      case 40 -> new Account(Address.of(digits), Checksums.judge(digits));
      default -> {
        if (!prefixed && DECIMAL.matcher(digits).matches()) {
          yield decimal(digits);
        }
        if (digits.length() > NUMBER_DIGITS) {
          yield new Unknown(
              Numbers.grouped(digits.length()) + " hex digits: a hash has 64 and an address 40.");
        }
        BigInteger value = new BigInteger(digits, 16);
        yield prefixed ? new Number(value) : new PerhapsHex(value);
      }
    };
  }

  private static Query decimal(String text) {
    return DECIMAL.matcher(text).matches()
        ? new Number(new BigInteger(text.replaceAll("\\D", "")))
        : new Unknown("It is neither a number nor made of hexadecimal digits.");
  }

  private static Query tooLong(String text) {
    return new Unknown(
        Numbers.grouped(text.length())
            + " characters: nothing that can be looked up is that long.");
  }
}
