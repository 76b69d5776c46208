package org.cairn.protocol.trie;

import java.time.LocalDate;
import java.util.Random;

/** Random numbers of a test: the seed is the property {@code cairn.seed}, by default the date. */
final class Seeds {
  private Seeds() {}

  static Random random(Class<?> test) {
    long seed = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
    System.out.println(test.getSimpleName() + " runs with -Dcairn.seed=" + seed);
    return new Random(seed);
  }
}
