package org.cairn.explorer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Random;
import org.cairn.explorer.text.Checksums.Verdict;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final String HASH =
      "05a858476226fb1102db652e421c6dcda1fccbb19202629ce83896c745e63892";
  private static final String ADDRESS = "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  private static Query number(long value) {
    return new Query.Number(BigInteger.valueOf(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567",
        " 1234567\t",
        "1,234,567",
        "1.234.567",
        "1 234 567",
        "1_234_567",
        "1'234'567",
        "1\u00a0234\u00a0567",
        "#1234567",
        "#1,234,567",
        "0x12d687",
        "0X12D687",
        "0x0012d687",
        "\u200b1234567\ufeff"
      })
  void readsNumbersHoweverTheyAreWritten(String text) {
    assertThat(Query.of(text)).isEqualTo(number(1_234_567));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,23", "1,234.567", "12,34,567", ",123", "1,,234", "-5", "1.5", "+5"})
  void doesNotGuessAtOddNumbers(String text) {
    assertThat(Query.of(text)).isInstanceOf(Query.Unknown.class);
  }

  @Test
  void readsHashesWithAndWithoutPrefixAndInCapitals() {
    Query hash = new Query.Hash(Hash32.of(HASH));
    assertThat(Query.of("0x" + HASH)).isEqualTo(hash);
    assertThat(Query.of(HASH)).isEqualTo(hash);
    assertThat(Query.of("  0X" + HASH.toUpperCase(java.util.Locale.ROOT) + " ")).isEqualTo(hash);
  }

  @Test
  void readsAddressesAndJudgesTheirChecksum() {
    Address address = Address.of(ADDRESS);
    assertThat(Query.of("0x" + ADDRESS)).isEqualTo(new Query.Account(address, Verdict.RIGHT));
    assertThat(Query.of(ADDRESS.toLowerCase(java.util.Locale.ROOT)))
        .isEqualTo(new Query.Account(address, Verdict.ABSENT));
    assertThat(Query.of("0x" + ADDRESS.replace("aA", "AA")))
        .isEqualTo(new Query.Account(address, Verdict.WRONG));
  }

  @Test
  void takesFortyDecimalDigitsForAnAddress() {
    assertThat(Query.of("1234567890".repeat(4))).isInstanceOf(Query.Account.class);
  }

  @Test
  void offersHexDigitsWithoutPrefixAsAPossibleNumber() {
    assertThat(Query.of("ff")).isEqualTo(new Query.PerhapsHex(BigInteger.valueOf(255)));
  }

  @Test
  void saysHowManyDigitsAreThereAndHowManyItTakes() {
    assertThat(Query.of("0x" + HASH.substring(1)))
        .isEqualTo(new Query.Unknown("63 hex digits: a hash has 64 and an address 40."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0x", "0xzz", "vitalik.eth", "<script>", "'; drop table", "\u0000", "../..", "🦄"})
  void saysWhenItUnderstandsNothing(String text) {
    assertThat(Query.of(text)).isInstanceOf(Query.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0\u2003\u200b"})
  void seesThatNothingWasTyped(String text) {
    assertThat(Query.of(text)).isEqualTo(new Query.Empty());
  }

  @Test
  void boundsItsWorkOnLongTexts() {
    assertThat(Query.of("1,234".repeat(100_000))).isInstanceOf(Query.Unknown.class);
    assertThat(Query.of(" ".repeat(1_000_000))).isInstanceOf(Query.Unknown.class);
    assertThat(Query.of("9".repeat(129))).isInstanceOf(Query.Unknown.class);
  }

  @Test
  void answersEveryText() {
    long seed = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
    System.out.println("QueryTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(80); length > 0; length--) {
        text.append("0x,. 19afZ'_#\u00a0\u202eé\ud83e".charAt(random.nextInt(17)));
      }
      assertThat(Query.of(text.toString())).isNotNull();
    }
  }
}
