package org.cairn.rpc;

import java.util.Locale;
import org.cairn.node.query.BlockSelector;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.uint.U256;
import org.cairn.rpc.json.Json;

/**
 * Reads typed values out of JSON. {@code where} names the value in errors, such as {@code
 * params[0].from}; every error is {@link ErrorCode#INVALID_PARAMS}.
 */
final class Values {
  private static final int SHOWN = 80;

  private Values() {}

  static RpcException wrong(String where, String problem) {
    return RpcException.invalidParams(where + ": " + problem);
  }

  private static RpcException wrongText(String where, String text, String problem) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return wrong(where, (shown.isEmpty() ? "the empty string" : shown) + " " + problem);
  }

  static String text(String where, Json value) {
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw wrong(where, "a string is expected, not " + value.kind());
  }

  static boolean flag(String where, Json value) {
    if (value instanceof Json.Flag(boolean flag)) {
      return flag;
    }
    throw wrong(where, "true or false is expected, not " + value.kind());
  }

  static Json.Items items(String where, Json value, int most) {
    if (!(value instanceof Json.Items items)) {
      throw wrong(where, "an array is expected, not " + value.kind());
    }
    if (items.values().size() > most) {
      throw wrong(where, items.values().size() + " items where " + most + " are the most");
    }
    return items;
  }

  static Json.Members members(String where, Json value) {
    if (value instanceof Json.Members members) {
      return members;
    }
    throw wrong(where, "an object is expected, not " + value.kind());
  }

  private static boolean hasPrefix(String text) {
    return text.length() >= 2 && text.charAt(0) == '0' && text.charAt(1) == 'x';
  }

  private static boolean areDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!digit) {
        return false;
      }
    }
    return true;
  }

  /** A QUANTITY of 0..2^256-1. */
  static U256 quantity(String where, Json value) {
    String text = quantityText(where, value);
    if (text.length() > 66) {
      throw wrongText(where, text, "is no quantity: more than 256 bits");
    }
    return U256.of(text);
  }

  private static String quantityText(String where, Json value) {
    String text = text(where, value);
    if (!hasPrefix(text)) {
      throw wrongText(where, text, "is no quantity: it does not begin with 0x");
    }
    if (text.length() == 2) {
      throw wrongText(where, text, "is no quantity: no digits (zero is 0x0)");
    }
    if (!areDigits(text, 2)) {
      throw wrongText(where, text, "is no quantity: not a hex number");
    }
    if (text.length() > 3 && text.charAt(2) == '0') {
      throw wrongText(where, text, "is no quantity: leading zero");
    }
    return text;
  }

  /** A QUANTITY of 0..2^64-1, the sign bit being its highest. */
  static long unsignedLong(String where, Json value) {
    String text = quantityText(where, value);
    if (text.length() > 18) {
      throw wrongText(where, text, "is too large: more than 64 bits");
    }
    return Long.parseUnsignedLong(text, 2, text.length(), 16);
  }

  /** A QUANTITY of 0..2^63-1. */
  static long number(String where, Json value) {
    long number = unsignedLong(where, value);
    if (number < 0) {
      throw wrong(where, Long.toHexString(number) + " is too large: more than 63 bits");
    }
    return number;
  }

  /** A QUANTITY, or a whole JSON number, of 0..2^63-1. */
  static long quantityOrNumber(String where, Json value) {
    if (value instanceof Json.Numeric(String literal)) {
      if (literal.length() > 18 || !literal.chars().allMatch(Character::isDigit)) {
        throw wrongText(where, literal, "is no block number");
      }
      return Long.parseLong(literal);
    }
    return number(where, value);
  }

  /** DATA of any length. */
  static Bytes data(String where, Json value) {
    return Bytes.wrap(Hex.decode(dataText(where, value)));
  }

  private static String dataText(String where, Json value) {
    String text = text(where, value);
    if (!hasPrefix(text)) {
      throw wrongText(where, text, "is no data: it does not begin with 0x");
    }
    if (!areDigits(text, 2)) {
      throw wrongText(where, text, "is no data: not hex digits");
    }
    if ((text.length() & 1) != 0) {
      throw wrongText(where, text, "is no data: an odd number of hex digits");
    }
    return text;
  }

  private static String dataText(String where, Json value, int bytes, String what) {
    String text = dataText(where, value);
    if (text.length() != 2 + 2 * bytes) {
      throw wrongText(
          where, text, "is no %s: %d bytes, not %d".formatted(what, text.length() / 2 - 1, bytes));
    }
    return text;
  }

  static Address address(String where, Json value) {
    return Address.of(dataText(where, value, 20, "address"));
  }

  static Hash32 hash(String where, Json value) {
    return Hash32.of(dataText(where, value, 32, "hash"));
  }

  /**
   * A storage key as execution-apis has it: up to 32 bytes, leading zeros or none, as many digits
   * as one likes.
   */
  static StorageKey storageKey(String where, Json value) {
    String text = text(where, value);
    if (!hasPrefix(text) || !areDigits(text, 2)) {
      throw wrongText(where, text, "is no storage key: hex digits behind 0x are expected");
    }
    if (text.length() > 66) {
      throw wrongText(where, text, "is no storage key: more than 32 bytes");
    }
    return new StorageKey(U256.of(text), text.length() > 64);
  }

  /**
   * A storage key.
   *
   * @param full whether it was given by all of its 32 bytes
   */
  record StorageKey(U256 slot, boolean full) {}

  /** A number or tag. */
  static BlockSelector numberOrTag(String where, Json value) {
    String text = text(where, value);
    return switch (text) {
      case "earliest" -> BlockSelector.Tag.EARLIEST;
      case "latest" -> BlockSelector.Tag.LATEST;
      case "pending" -> BlockSelector.Tag.PENDING;
      case "safe" -> BlockSelector.Tag.SAFE;
      case "finalized" -> BlockSelector.Tag.FINALIZED;
      default -> {
        if (!hasPrefix(text)) {
          throw wrongText(where, text, "is neither a block number in hex nor a tag");
        }
        yield new BlockSelector.ByNumber(number(where, value));
      }
    };
  }

  /** A number, tag or hash, or an object of EIP-1898. */
  static BlockSelector block(String where, Json value) {
    return switch (value) {
      case Json.Text(String text) when text.length() == 66 ->
          new BlockSelector.ByHash(hash(where, value), false);
      case Json.Text ignored -> numberOrTag(where, value);
      case Json.Members members -> blockObject(where, members);
      default ->
          throw wrong(
              where, "a block number, tag, hash or object is expected, not " + value.kind());
    };
  }

  private static BlockSelector blockObject(String where, Json.Members object) {
    boolean canonical = false;
    Json number = null;
    Json hash = null;
    for (var member : object.values().entrySet()) {
      switch (member.getKey()) {
        case "blockNumber" -> number = member.getValue();
        case "blockHash" -> hash = member.getValue();
        case "requireCanonical" -> canonical = flag(where + ".requireCanonical", member.getValue());
        default -> throw wrong(where, "no member is called " + member.getKey());
      }
    }
    if ((number == null) == (hash == null)) {
      throw wrong(where, "either blockNumber or blockHash is expected");
    }
    return hash == null
        ? numberOrTag(where + ".blockNumber", number)
        : new BlockSelector.ByHash(hash(where + ".blockHash", hash), canonical);
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
