package org.cairn.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.cairn.explorer.text.Checksums.Verdict;
import org.cairn.protocol.bytes.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {
  /** The examples of EIP-55. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void writesAndAcceptsTheExamplesOfTheProposal(String written) {
    assertThat(Checksums.write(Address.of(written))).isEqualTo(written);
    assertThat(Checksums.judge(written)).isEqualTo(Verdict.RIGHT);
    assertThat(Checksums.judge(written.toLowerCase(java.util.Locale.ROOT)))
        .isEqualTo(Verdict.ABSENT);
  }

  @Test
  void noticesOneWrongCapital() {
    assertThat(Checksums.judge("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
        .isEqualTo(Verdict.WRONG);
  }
}
