package org.cairn.explorer.page;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cairn.node.query.PageKey;
import org.cairn.protocol.bytes.Hash32;

/** Keys as they stand in addresses of pages: digits only, no sign, nothing that overflows. */
public final class Keys {
  private static final Pattern HASH = Pattern.compile("0[xX][0-9a-fA-F]{64}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,19})\\.([0-9]{1,10})");

  private Keys() {}

  public static Optional<Hash32> hash(String text) {
    return HASH.matcher(text).matches() ? Optional.of(Hash32.of(text)) : Optional.empty();
  }

  /** A number of 0..2^63-1 in decimal. */
  public static Optional<Long> number(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /** A block's number and an index, such as {@code 17.3}. */
  public static Optional<PageKey> place(String text) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      return Optional.empty();
    }
    return number(place.group(1))
        .flatMap(block ->
            number(place.group(2))
                .filter(index -> index <= Integer.MAX_VALUE)
                .map(index -> new PageKey(block, index.intValue())));
  }

  public static String write(PageKey key) {
    return key.blockNumber() + "." + key.index();
  }
}
