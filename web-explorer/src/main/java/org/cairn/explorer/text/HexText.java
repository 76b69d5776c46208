package org.cairn.explorer.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;

/** Hashes, addresses and byte strings, cut to what the eye compares. */
public final class HexText {
  private HexText() {}

  /** {@code 0x} with the first {@code head} and the last {@code tail} digits. */
  public static String shortened(String hex, int head, int tail) {
    return hex.length() <= 2 + head + tail + 1
        ? hex
        : hex.substring(0, 2 + head) + "…" + hex.substring(hex.length() - tail);
  }

  /** The bytes as text, if they are printable UTF-8 apart from zeros at both ends. */
  public static Optional<String> printable(Bytes bytes) {
    int from = 0;
    int to = bytes.length();
    while (from < to && bytes.at(from) == 0) {
      from++;
    }
    while (to > from && bytes.at(to - 1) == 0) {
      to--;
    }
    if (from == to) {
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.shared(), from, to - from))
              .toString();
      return text.codePoints().allMatch(HexText::isPrintable)
          ? Optional.of(text)
          : Optional.empty();
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
