package org.cairn.explorer.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.cairn.protocol.bytes.Address;
import org.junit.jupiter.api.Test;

class MarkTest {
  @Test
  void isTheSameForTheSameAddress() {
    assertThat(Mark.of(Address.of(7))).isEqualTo(Mark.of(Address.of(7)));
  }

  @Test
  void tellsSmallAddressesApart() {
    Set<Mark> marks = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      marks.add(Mark.of(Address.of(i)));
    }
    assertThat(marks).hasSizeGreaterThan(990);
  }

  @Test
  void isAPathAndAColourAndNothingElse() {
    for (int i = 0; i < 1_000; i++) {
      Mark mark = Mark.of(Address.of(i));
      assertThat(mark.path()).matches("(M[0-4] [0-4]h[1-5]v1h-[1-5]z)+");
      assertThat(mark.colour()).matches("hsl\\(\\d{1,3} 62% \\d\\d%\\)");
    }
  }
}
