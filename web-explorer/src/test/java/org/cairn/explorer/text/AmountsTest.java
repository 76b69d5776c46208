package org.cairn.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Random;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

class AmountsTest {
  private static final U256 ETHER = U256.of(1_000_000_000_000_000_000L);

  @Test
  void writesEtherWithEveryDecimalItHas() {
    assertThat(Amounts.ether(U256.ZERO)).isEqualTo("0");
    assertThat(Amounts.ether(ETHER)).isEqualTo("1");
    assertThat(Amounts.ether(U256.ONE)).isEqualTo("0.000000000000000001");
    assertThat(Amounts.ether(ETHER.times(1_234_567).plus(U256.of(500_000_000_000_000_000L))))
        .isEqualTo("1,234,567.5");
    assertThat(Amounts.ether(U256.MAX))
        .isEqualTo(
            "115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457"
                + ".584007913129639935");
  }

  @Test
  void cutsBriefAmountsAndNeverRoundsUp() {
    assertThat(Amounts.brief(U256.of(1_999_999_999_999_999_999L))).isEqualTo("1.999999 ETH");
    assertThat(Amounts.brief(ETHER.times(10))).isEqualTo("10 ETH");
    assertThat(Amounts.brief(U256.ZERO)).isEqualTo("0 ETH");
  }

  @Test
  void takesASmallerUnitWhereEtherWouldShowNothing() {
    assertThat(Amounts.brief(U256.of(1_000_000_000_000L))).isEqualTo("0.000001 ETH");
    assertThat(Amounts.brief(U256.of(999_999_999_999L))).isEqualTo("999.999999 Gwei");
    assertThat(Amounts.brief(U256.of(999_999_999L))).isEqualTo("999,999,999 wei");
    assertThat(Amounts.brief(U256.ONE)).isEqualTo("1 wei");
  }

  @Test
  void writesGweiExactly() {
    assertThat(Amounts.gwei(U256.of(1_000_000_007L))).isEqualTo("1.000000007");
    assertThat(Amounts.gwei(U256.of(20_000_000_000L))).isEqualTo("20");
  }

  @Test
  void writesVeryLittleInSmallerUnitsWithEveryDigit() {
    assertThat(Amounts.exact(U256.of(1_000_000_000_001L))).isEqualTo("0.000001000000000001 ETH");
    assertThat(Amounts.exact(U256.of(1_234_567_891L))).isEqualTo("1.234567891 Gwei");
    assertThat(Amounts.exact(U256.of(168_000))).isEqualTo("168,000 wei");
    assertThat(Amounts.price(U256.of(8))).isEqualTo("8 wei");
    assertThat(Amounts.price(U256.ZERO)).isEqualTo("0 Gwei");
  }

  @Test
  void exactEtherReadsBackAsTheSameWei() {
    long seed = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
    System.out.println("AmountsTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      BigInteger wei = new BigInteger(random.nextInt(257), random);
      BigDecimal back = new BigDecimal(Amounts.ether(U256.of(wei)).replace(",", ""));
      assertThat(back.movePointRight(18).toBigIntegerExact()).isEqualTo(wei);
    }
  }
}
