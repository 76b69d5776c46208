package org.cairn.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.ForkSchedule.Activation;
import org.cairn.protocol.fork.ForkSchedule.Condition;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

/** Times of headers have 64 bits and no sign. */
class UnsignedTimeTest {
  private static final long LAST = -1;

  private static Header at(long timestamp) {
    return new Header.Builder().timestamp(timestamp).build();
  }

  @Test
  void theLastSecondIsEncodedAndDecoded() {
    Header header = at(LAST);
    assertThat(Header.decode(header.encoded())).isEqualTo(header);
  }

  @Test
  void theLastSecondIsAfterAllOthers() {
    HeaderRules.laterThan(at(LAST), at(Long.MAX_VALUE));
    assertThatThrownBy(() -> HeaderRules.laterThan(at(1), at(LAST)))
        .isInstanceOf(ConsensusException.class)
        .hasMessageContaining("timestamp 1 is not after its parent's 18446744073709551615");
    assertThatThrownBy(() -> HeaderRules.laterThan(at(LAST), at(LAST)))
        .isInstanceOf(ConsensusException.class);
  }

  @Test
  void forksOfATimeAreActiveInTheLastSecond() {
    ForkSchedule schedule =
        ForkSchedule.of(
            List.of(
                new Activation(Forks.PARIS, new Condition.AtBlock(0)),
                new Activation(Forks.SHANGHAI, new Condition.AtTime(1_000))));
    assertThat(schedule.forkAt(1, LAST, U256.ZERO)).isEqualTo(Forks.SHANGHAI);
  }

  @Test
  void aVeryLateBlockHasTheLeastDifficulty() {
    Header parent = at(1_000).toBuilder().difficulty(U256.of(1L << 40)).build();
    U256 late = Difficulty.of(Forks.BYZANTIUM.consensus(), 1, 1_000_000, parent);
    assertThat(Difficulty.of(Forks.BYZANTIUM.consensus(), 1, LAST, parent)).isEqualTo(late);
    assertThat(Difficulty.of(Forks.FRONTIER.consensus(), 1, LAST, parent))
        .isEqualTo(Difficulty.of(Forks.FRONTIER.consensus(), 1, 2_000, parent));
  }
}
