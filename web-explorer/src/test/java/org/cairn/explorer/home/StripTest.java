package org.cairn.explorer.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.node.query.BlockSummary;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

class StripTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  private static BlockSummary block(long number, long time, int author, long gasUsed) {
    return new BlockSummary(
        number,
        Hash32.of(0, 0, 0, number),
        time,
        Address.of(author),
        0,
        0,
        gasUsed,
        1_000,
        Optional.empty(),
        U256.ONE,
        600);
  }

  /** One block every 15 seconds, newest first. */
  private static List<BlockSummary> steady(int count) {
    List<BlockSummary> blocks = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      blocks.add(block(i, 15L * i, 1 + i % 3, 500));
    }
    return blocks;
  }

  @Test
  void drawsTheOldestBlockFirstAndALetterForEachAuthor() {
    Strip strip = Strip.of(steady(60), NOW);
    assertThat(strip.bars()).hasSize(60);
    assertThat(strip.bars().getFirst().block().number()).isEqualTo("0");
    assertThat(strip.authors()).extracting(Strip.Author::letter).containsExactly("A", "B", "C");
    assertThat(strip.authors().getFirst().share()).isEqualTo("20 blocks, 33.3 %");
    assertThat(strip.gaps()).isEmpty();
    assertThat(strip.top()).isEqualTo("50 %");
  }

  @Test
  void leavesRoomForBlocksThatAreMissing() {
    List<BlockSummary> blocks = new ArrayList<>(steady(10));
    blocks.addFirst(block(10, 15 * 9 + 45, 1, 500));
    Strip strip = Strip.of(blocks, NOW);
    assertThat(strip.gaps()).hasSize(2);
    assertThat(strip.width()).isEqualTo(130);
    assertThat(strip.summary()).contains("2 missing blocks");
  }

  @Test
  void boundsTheRoomForGaps() {
    List<BlockSummary> blocks = new ArrayList<>(steady(50));
    for (int i = 0; i < 10; i++) {
      blocks.addFirst(block(50 + i, 1_000L * (i + 1), 1, 500));
    }
    assertThat(Strip.of(blocks, NOW).gaps()).hasSize(30);
  }

  @Test
  void drawsAGenesisBlockAlone() {
    Strip strip = Strip.of(List.of(block(0, 0, 0, 0)), NOW);
    assertThat(strip.bars()).hasSize(1);
    assertThat(Strip.average(0, 0)).isEqualTo("–");
  }

  @Test
  void keepsBarsWithinTheDrawingWhateverAHeaderSays() {
    List<BlockSummary> blocks =
        List.of(
            block(2, Long.MAX_VALUE, 1, Long.MAX_VALUE), block(1, 5, 2, 2_000), block(0, 0, 3, 0));
    assertThat(Strip.of(blocks, NOW).bars())
        .allMatch(bar -> bar.y() >= 0 && bar.height() >= 1 && bar.y() + bar.height() <= 60);
  }
}
