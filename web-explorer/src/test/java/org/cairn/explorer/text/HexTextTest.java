package org.cairn.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.cairn.protocol.bytes.Bytes;
import org.junit.jupiter.api.Test;

class HexTextTest {
  @Test
  void shortensInTheMiddleOnlyWhereItSaves() {
    assertThat(HexText.shortened("0x0123456789abcdef", 4, 4)).isEqualTo("0x0123…cdef");
    assertThat(HexText.shortened("0x012345678", 4, 4)).isEqualTo("0x012345678");
  }

  @Test
  void showsTextThatSomebodyLeftInBytes() {
    assertThat(HexText.printable(Bytes.of("0x7370696b650000"))).contains("spike");
    assertThat(HexText.printable(Bytes.of("0xe2b4b00000"))).contains("ⴰ");
  }

  @Test
  void showsNoTextForControlCharactersBrokenCodingOrNothing() {
    assertThat(HexText.printable(Bytes.of("0x61076200"))).isEmpty();
    assertThat(HexText.printable(Bytes.of("0xff"))).isEmpty();
    assertThat(HexText.printable(Bytes.of("0x0000"))).isEmpty();
    assertThat(HexText.printable(Bytes.of("0x61e280ae62"))).as("direction override").isEmpty();
  }
}
