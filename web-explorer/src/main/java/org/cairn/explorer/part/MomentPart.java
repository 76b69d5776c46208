package org.cairn.explorer.part;

import java.time.Instant;
import org.cairn.explorer.text.Times;

/** A point in time; {@code iso} is empty where the calendar ends. */
public record MomentPart(String iso, String absolute, String relative) {
  /** {@code second} since 1970. */
  public static MomentPart of(long second, Instant now) {
    return new MomentPart(Times.iso(second), Times.absolute(second), Times.relative(second, now));
  }
}
