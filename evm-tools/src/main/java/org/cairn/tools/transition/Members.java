package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/** Reads an object's members and says where one is wrong. */
record Members(String path, JsonNode json) {
  private static final int MOST_DIGITS = 80;

  Members {
    if (!json.isObject()) {
      throw new TransitionException(
          TransitionException.INPUT, path + " is not an object but " + json.getNodeType());
    }
  }

  /** The member unless it is absent or null. */
  Optional<JsonNode> find(String name) {
    return Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  TransitionException missing(String name) {
    return new TransitionException(
        TransitionException.INPUT, "missing required field '" + name + "' in " + path);
  }

  private TransitionException wrong(String name, String what) {
    return new TransitionException(TransitionException.INPUT, path + "." + name + " " + what);
  }

  private String text(String name, JsonNode node) {
    if (!node.isTextual() && !node.isIntegralNumber()) {
      throw wrong(name, "is neither a string nor a number but " + node.getNodeType());
    }
    return node.asText();
  }

  private BigInteger number(String name, JsonNode node, int bits) {
    String text = text(name, node);
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    String digits = hex ? text.substring(2) : text;
    if (digits.isEmpty()) {
      return BigInteger.ZERO;
    }
    int radix = hex ? 16 : 10;
    boolean plain = digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
    if (digits.length() > MOST_DIGITS || !plain) {
      throw wrong(name, "is no number of " + bits + " bits: " + shortened(text));
    }
    BigInteger number = new BigInteger(digits, radix);
    if (number.bitLength() > bits) {
      throw wrong(name, "does not fit " + bits + " bits: " + shortened(text));
    }
    return number;
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  /** A number of 0..2^63-1. */
  OptionalLong findLong(String name) {
    return find(name)
        .map(node -> OptionalLong.of(number(name, node, 63).longValueExact()))
        .orElse(OptionalLong.empty());
  }

  long longOr(String name, long otherwise) {
    return findLong(name).orElse(otherwise);
  }

  long requiredLong(String name) {
    return findLong(name).orElseThrow(() -> missing(name));
  }

  /** A number of 0..2^64-1, the sign bit being its highest. */
  long requiredUnsigned(String name) {
    return find(name)
        .map(node -> number(name, node, 64).longValue())
        .orElseThrow(() -> missing(name));
  }

  long unsignedOr(String name, long otherwise) {
    return find(name).map(node -> number(name, node, 64).longValue()).orElse(otherwise);
  }

  Optional<U256> findWord(String name) {
    return find(name).map(node -> U256.of(number(name, node, 256)));
  }

  U256 requiredWord(String name) {
    return findWord(name).orElseThrow(() -> missing(name));
  }

  Optional<Bytes> findBytes(String name) {
    return find(name).map(node -> bytes(name, node));
  }

  Optional<Bytes> findBytes(String name, int length) {
    return find(name).map(node -> bytes(name, node, length));
  }

  private Bytes bytes(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(name, "is not a string but " + node.getNodeType());
    }
    try {
      return Bytes.of(node.asText());
    } catch (IllegalArgumentException e) {
      throw new TransitionException(
          TransitionException.INPUT, path + "." + name + " is no hex: " + e.getMessage(), e);
    }
  }

  private Bytes bytes(String name, JsonNode node, int length) {
    Bytes bytes = bytes(name, node);
    if (bytes.length() != length) {
      throw wrong(name, "has " + bytes.length() + " bytes where " + length + " belong");
    }
    return bytes;
  }

  Optional<Address> findAddress(String name) {
    return find(name).map(node -> Address.of(bytes(name, node, 20).shared()));
  }

  Address requiredAddress(String name) {
    return findAddress(name).orElseThrow(() -> missing(name));
  }

  Optional<Hash32> findHash(String name) {
    return find(name).map(node -> Hash32.of(bytes(name, node, 32).shared()));
  }

  /** The elements of an array, none if it is absent. */
  Iterable<JsonNode> elements(String name) {
    Optional<JsonNode> list = find(name);
    if (list.isPresent() && !list.get().isArray()) {
      throw wrong(name, "is not an array but " + list.get().getNodeType());
    }
    return list.map(node -> (Iterable<JsonNode>) node).orElse(java.util.List.of());
  }

  /** The object below a member; empty if it is absent. */
  Optional<Members> findObject(String name) {
    return find(name).map(node -> new Members(path + "." + name, node));
  }
}
