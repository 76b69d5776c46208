package org.cairn.explorer.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Points in time of a chain, which are seconds since 1970 of 64 bits without a sign, and the time
 * between them.
 */
public final class Times {
  /** The last second of the year 9999; headers may name any up to 2^64-1. */
  private static final long LAST_CALENDAR_SECOND = 253_402_300_799L;

  private static final DateTimeFormatter ABSOLUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 2019-04-16 00:00:15 UTC}. */
  public static String absolute(long second) {
    return inCalendar(second)
        ? ABSOLUTE.format(Instant.ofEpochSecond(second))
        : "second " + Numbers.groupedUnsigned(second) + " since 1970";
  }

  /** ISO 8601 for the {@code datetime} attribute; empty outside of the years 1970 to 9999. */
  public static String iso(long second) {
    return inCalendar(second) ? Instant.ofEpochSecond(second).toString() : "";
  }

  /** {@code 12 s ago}, {@code 3 months ago}, {@code in 5 min}. */
  public static String relative(long second, Instant now) {
    if (!inCalendar(second)) {
      return "in the far future";
    }
    long seconds = now.getEpochSecond() - second;
    if (seconds == 0) {
      return "just now";
    }
    return seconds > 0 ? span(seconds) + " ago" : "in " + span(-seconds);
  }

  /** A length of time in its largest fitting unit, rounded down: {@code 47 h}. */
  public static String span(long seconds) {
    Duration length = Duration.ofSeconds(seconds);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (length.toMinutes() < 60) {
      return length.toMinutes() + " min";
    }
    if (length.toHours() < 48) {
      return length.toHours() + " h";
    }
    long days = length.toDays();
    if (days < 61) {
      return days + " days";
    }
    long months = days * 100 / 3044;
    return months < 24 ? months + " months" : days * 100 / 36_525 + " years";
  }

  private static boolean inCalendar(long second) {
    return second >= 0 && second <= LAST_CALENDAR_SECOND;
  }
}
