package org.cairn.explorer.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.junit.jupiter.api.Test;

class WordRowTest {
  private static final String ADDRESS = "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";

  @Test
  void readsNumbersAddressesAndTexts() {
    Bytes data =
        Bytes.of(
            "a9059cbb"
                + "00".repeat(12)
                + ADDRESS
                + "00".repeat(30)
                + "2710"
                + "68656c6c6f20776f726c64"
                + "00".repeat(21)
                + "ff".repeat(32)
                + "0102");
    List<WordRow> rows = WordRow.of(data, 4, 10);
    assertThat(rows)
        .extracting(WordRow::offset)
        .containsExactly("0x00", "0x20", "0x40", "0x60", "0x80");
    assertThat(rows.get(0).address()).isNotNull();
    assertThat(rows.get(0).address().full()).isEqualToIgnoringCase("0x" + ADDRESS);
    assertThat(rows.get(1).reading()).isEqualTo("10,000");
    assertThat(rows.get(2).reading()).isEqualTo("“hello world”");
    assertThat(rows.get(3).reading()).isEmpty();
    assertThat(rows.get(4).hex()).isEqualTo("0102");
  }

  @Test
  void stopsAtTheMostThatIsShown() {
    assertThat(WordRow.of(Bytes.wrap(new byte[32 * 100]), 0, 48)).hasSize(48);
    assertThat(WordRow.of(Bytes.EMPTY, 0, 48)).isEmpty();
  }
}
