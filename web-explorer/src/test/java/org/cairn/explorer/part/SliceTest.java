package org.cairn.explorer.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static final List<Integer> ALL = IntStream.range(0, 95).boxed().toList();

  private static Optional<Slice<Integer>> slice(String key) {
    return Slice.of(ALL, Optional.ofNullable(key), 40, Function.identity());
  }

  @Test
  void pagesThroughAListFromEndToEnd() {
    Slice<Integer> first = slice(null).orElseThrow();
    assertThat(first.rows()).startsWith(0).endsWith(39);
    assertThat(first.range()).isEqualTo("1 to 40 of 95");
    assertThat(first.previous()).isNull();
    Slice<Integer> last = slice("80").orElseThrow();
    assertThat(first.next()).isEqualTo("40");
    assertThat(last.rows()).startsWith(80).endsWith(94);
    assertThat(last.next()).isNull();
    assertThat(last.previous()).isEqualTo("40");
  }

  @Test
  void showsAShortListWholeAndAnEmptyOneAsEmpty() {
    Slice<Integer> whole =
        Slice.of(List.of(1, 2), Optional.empty(), 40, Function.<Integer>identity()).orElseThrow();
    assertThat(whole.range()).isEmpty();
    assertThat(whole.previous()).isNull();
    assertThat(whole.next()).isNull();
    Slice<Integer> empty =
        Slice.of(List.<Integer>of(), Optional.of("0"), 40, Function.<Integer>identity())
            .orElseThrow();
    assertThat(empty.isEmpty()).isTrue();
  }

  @Test
  void refusesRowsThatAreNotThere() {
    assertThat(slice("95")).isEmpty();
    assertThat(slice("-1")).isEmpty();
    assertThat(slice("9223372036854775807")).isEmpty();
    assertThat(slice("x")).isEmpty();
  }
}
