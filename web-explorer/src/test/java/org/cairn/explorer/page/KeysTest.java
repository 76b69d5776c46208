package org.cairn.explorer.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.cairn.node.query.PageKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  @Test
  void readsWhatItWrites() {
    PageKey key = new PageKey(Long.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(Keys.place(Keys.write(key))).contains(key);
    assertThat(Keys.place("17.3")).contains(new PageKey(17, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.",
        ".1",
        "-1.0",
        "1.-1",
        "+1.0",
        "1.1.1",
        "1,1",
        " 1.1",
        "1.1 ",
        "٣.٣",
        "9223372036854775808.0",
        "99999999999999999999.0",
        "1.2147483648",
        "1.99999999999",
        "1e3.0"
      })
  void refusesPlacesThatAreNone(String text) {
    assertThat(Keys.place(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "0x10", "1_000", "9223372036854775808", "１"})
  void refusesNumbersThatAreNone(String text) {
    assertThat(Keys.number(text)).isEmpty();
  }

  @Test
  void readsHashesWithPrefixOnly() {
    assertThat(Keys.hash("0x" + "ab".repeat(32))).isPresent();
    assertThat(Keys.hash("ab".repeat(32))).isEmpty();
    assertThat(Keys.hash("0x" + "ab".repeat(31))).isEmpty();
    assertThat(Keys.hash("0x" + "zz".repeat(32))).isEmpty();
  }
}
