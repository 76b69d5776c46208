package org.cairn.explorer.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cairn.explorer.text.HexText;
import org.cairn.explorer.text.Numbers;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * 32 bytes of a byte string, the last one perhaps shorter, and what they may mean.
 *
 * @param offset of the first byte, in hex
 * @param reading a number or a text that the bytes may be; empty if none is likely
 * @param address that the bytes may be; null if it is not likely
 */
public record WordRow(String offset, String hex, String reading, @Nullable AddressPart address) {
  private static final int WORD = 32;
  private static final int LONGEST_NUMBER = 8;
  private static final int SHORTEST_ADDRESS = 17;
  private static final int LONGEST_ADDRESS = 20;
  private static final int SHORTEST_TEXT = 4;

  /** The first {@code most} words of what follows {@code from}. */
  public static List<WordRow> of(Bytes data, int from, int most) {
    List<WordRow> rows = new ArrayList<>();
    for (int at = from; at < data.length() && rows.size() < most; at += WORD) {
      Bytes word = data.slice(at, Math.min(data.length(), at + WORD));
      rows.add(of(String.format(Locale.ROOT, "0x%02x", at - from), word));
    }
    return rows;
  }

  private static WordRow of(String offset, Bytes word) {
    String hex = word.toString().substring(2);
    if (word.length() < WORD) {
      return new WordRow(offset, hex, text(word), null);
    }
    U256 number = U256.read(word.shared(), 0, WORD);
    int length = number.byteLength();
    if (length <= LONGEST_NUMBER) {
      return new WordRow(offset, hex, Numbers.grouped(number.toBigInteger()), null);
    }
    boolean address = length >= SHORTEST_ADDRESS && length <= LONGEST_ADDRESS;
    return new WordRow(
        offset,
        hex,
        address ? "" : text(word),
        address ? AddressPart.of(Address.lastOf(number.toHash())) : null);
  }

  private static String text(Bytes word) {
    Optional<String> text =
        HexText.printable(word).filter(letters -> letters.length() >= SHORTEST_TEXT);
    return text.map(letters -> "“" + letters + "”").orElse("");
  }
}
