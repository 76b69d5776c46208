package org.cairn.tools.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.cairn.tools.Vectors;
import org.junit.jupiter.api.Test;

/** Whole transactions under all forks: the interpreter for speed and the one for traces. */
final class TracedRunTest {
  private static final int SEEDS = 20;
  private static final int PROGRAMS = 10;

  @Test
  void transactionsEndAlikeWithAndWithoutTracing() {
    long first = Vectors.seed(TracedRunTest.class) << 16;
    PrecompileInputs inputs = new PrecompileInputs();
    for (long seed = first; seed < first + SEEDS; seed++) {
      CaseFile plain = new CaseFile(inputs);
      plain.addOfOneFork(seed, PROGRAMS, null);
      CaseFile traced = new CaseFile(inputs);
      traced.addOfOneFork(seed, PROGRAMS, new Discarded());
      assertThat(traced.json()).as("seed " + seed).isEqualTo(plain.json());
    }
  }

  /** Lines that nobody reads. */
  private static final class Discarded implements Appendable {
    @Override
    public Appendable append(CharSequence lines) {
      return this;
    }

    @Override
    public Appendable append(CharSequence lines, int start, int end) {
      return this;
    }

    @Override
    public Appendable append(char character) {
      return this;
    }
  }
}
