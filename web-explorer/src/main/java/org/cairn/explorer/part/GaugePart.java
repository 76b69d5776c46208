package org.cairn.explorer.part;

import java.util.Locale;
import org.cairn.explorer.text.Numbers;

/**
 * A part of a limit.
 *
 * @param width of the filled part of a bar that is 100 wide
 */
public record GaugePart(String used, String limit, String percent, String width) {
  public static GaugePart of(long used, long limit) {
    double share = limit <= 0 ? 0 : Math.clamp((double) used / limit, 0, 1);
    return new GaugePart(
        Numbers.groupedUnsigned(used),
        Numbers.groupedUnsigned(limit),
        Numbers.percent(used, limit),
        String.format(Locale.ROOT, "%.1f", 100 * share));
  }
}
