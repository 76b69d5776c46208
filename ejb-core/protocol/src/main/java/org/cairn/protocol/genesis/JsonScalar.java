package org.cairn.protocol.genesis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * A string or number of the file with the path at which it stands.
 *
 * @param path as a message shows it, such as {@code alloc.0x12.balance}
 */
record JsonScalar(String path, String text) {
  private static final int MOST_DIGITS = 80;

  static JsonScalar of(String path, JsonNode node) {
    if (!node.isTextual() && !node.isIntegralNumber()) {
      throw new GenesisException(path + " is not a number or a string but " + node.getNodeType());
    }
    return new JsonScalar(path, node.asText());
  }

  static JsonScalar of(String path, JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw new GenesisException(path + " is not a number or a string but " + token);
    }
    return new JsonScalar(path, parser.getText());
  }

  /** A number of 0..2^256-1; no digits are zero. */
  U256 asU256() {
    return parse(256);
  }

  /** A number of 0..2^64-1, the sign bit being its highest. */
  long asUnsignedLong() {
    return parse(64).word(3);
  }

  /** A number of 0..2^63-1. */
  long asLong() {
    return parse(63).toLong();
  }

  /** A number of 0..2^31-1. */
  int asInt() {
    return (int) parse(31).toLong();
  }

  private U256 parse(int bits) {
    boolean hex = isPrefixed(text);
    String digits = hex ? text.substring(2) : text;
    if (digits.isEmpty()) {
      return U256.ZERO;
    }
    if (text.startsWith("-")) {
      throw wrong("is negative");
    }
    if (digits.length() > MOST_DIGITS) {
      throw wrong("has " + digits.length() + " digits");
    }
    if (!digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0)) {
      throw wrong("is no number");
    }
    BigInteger value = new BigInteger(digits, hex ? 16 : 10);
    if (value.bitLength() > bits) {
      throw wrong("does not fit " + bits + " bits");
    }
    return U256.of(value);
  }

  private static boolean isPrefixed(String text) {
    return text.startsWith("0x") || text.startsWith("0X");
  }

  /** Hex with or without a prefix. */
  Bytes asBytes() {
    try {
      return Bytes.of(text);
    } catch (IllegalArgumentException e) {
      throw new GenesisException(path + " is no hex: " + e.getMessage(), e);
    }
  }

  /** A word of storage: hex of at most 32 bytes, with or without a prefix. */
  U256 asWord() {
    return isPrefixed(text) ? parse(256) : new JsonScalar(path, "0x" + text).parse(256);
  }

  Hash32 asHash() {
    Bytes bytes = asBytes();
    if (bytes.length() != 32) {
      throw wrong("has " + bytes.length() + " bytes where 32 belong");
    }
    return Hash32.read(bytes.shared(), 0);
  }

  Address asAddress() {
    Bytes bytes = asBytes();
    if (bytes.length() != 20) {
      throw wrong("has " + bytes.length() + " bytes where 20 belong");
    }
    return Address.read(bytes.shared(), 0);
  }

  private GenesisException wrong(String what) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return new GenesisException(path + " " + what + ": " + shown);
  }
}
