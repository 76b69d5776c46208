package org.cairn.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void separatesThousands() {
    assertThat(Numbers.grouped(0)).isEqualTo("0");
    assertThat(Numbers.grouped(999)).isEqualTo("999");
    assertThat(Numbers.grouped(1_000)).isEqualTo("1,000");
    assertThat(Numbers.grouped(-123_456)).isEqualTo("-123,456");
    assertThat(Numbers.grouped(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
  }

  @Test
  void readsTheSignBitOfAnUnsignedNumberAsItsHighest() {
    assertThat(Numbers.groupedUnsigned(-1)).isEqualTo("18,446,744,073,709,551,615");
    assertThat(Numbers.groupedUnsigned(1_234)).isEqualTo("1,234");
  }

  @Test
  void keepsPercentBetweenTheBordersUnlessExact() {
    assertThat(Numbers.percent(0, 100)).isEqualTo("0 %");
    assertThat(Numbers.percent(1, 1_000_000)).isEqualTo("0.1 %");
    assertThat(Numbers.percent(999_999, 1_000_000)).isEqualTo("99.9 %");
    assertThat(Numbers.percent(1, 2)).isEqualTo("50.0 %");
    assertThat(Numbers.percent(5, 5)).isEqualTo("100 %");
    assertThat(Numbers.percent(6, 5)).isEqualTo("over 100 %");
    assertThat(Numbers.percent(6, 0)).isEqualTo("0 %");
  }

  @Test
  void choosesSingularForOneOnly() {
    assertThat(Numbers.counted(1, "block", "blocks")).isEqualTo("1 block");
    assertThat(Numbers.counted(0, "block", "blocks")).isEqualTo("0 blocks");
    assertThat(Numbers.counted(1_200, "block", "blocks")).isEqualTo("1,200 blocks");
  }
}
