package org.cairn.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static String ago(long seconds) {
    return Times.relative(NOW.getEpochSecond() - seconds, NOW);
  }

  @Test
  void saysAgesInTheLargestFittingUnit() {
    assertThat(ago(0)).isEqualTo("just now");
    assertThat(ago(59)).isEqualTo("59 s ago");
    assertThat(ago(60)).isEqualTo("1 min ago");
    assertThat(ago(3_599)).isEqualTo("59 min ago");
    assertThat(ago(3_600)).isEqualTo("1 h ago");
    assertThat(ago(47 * 3_600)).isEqualTo("47 h ago");
    assertThat(ago(48 * 3_600)).isEqualTo("2 days ago");
    assertThat(ago(61 * 86_400)).isEqualTo("2 months ago");
    assertThat(ago(6 * 366 * 86_400L)).isEqualTo("6 years ago");
  }

  @Test
  void saysWhatIsStillToCome() {
    assertThat(ago(-15)).isEqualTo("in 15 s");
  }

  @Test
  void writesAbsoluteTimesInUtc() {
    assertThat(Times.absolute(0x5cb51b00L)).isEqualTo("2019-04-16 00:00:00 UTC");
    assertThat(Times.iso(0x5cb51b00L)).isEqualTo("2019-04-16T00:00:00Z");
  }

  @Test
  void copesWithTimesBeyondEveryCalendar() {
    assertThat(Times.absolute(Long.MAX_VALUE))
        .isEqualTo("second 9,223,372,036,854,775,807 since 1970");
    assertThat(Times.absolute(-1)).isEqualTo("second 18,446,744,073,709,551,615 since 1970");
    assertThat(Times.relative(-1, NOW)).isEqualTo("in the far future");
    assertThat(Times.iso(Long.MAX_VALUE)).isEmpty();
    assertThat(Times.relative(Long.MAX_VALUE, NOW)).isEqualTo("in the far future");
  }
}
