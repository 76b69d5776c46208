package org.cairn.tools.state;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Which entries of state tests are run.
 *
 * @param fork the only fork, where one is chosen
 * @param index the only entry of each test, counted over its forks, where one is chosen
 * @param names what a part of a test's name must match
 */
public record StateTestChoice(Optional<String> fork, OptionalInt index, Pattern names) {
  public static final StateTestChoice ALL =
      new StateTestChoice(Optional.empty(), OptionalInt.empty(), Pattern.compile(""));

  boolean hasTest(String name) {
    return names.matcher(name).find();
  }

  boolean hasEntry(String ofFork, int at) {
    return (fork.isEmpty() || fork.get().equals(ofFork))
        && (index.isEmpty() || index.getAsInt() == at);
  }
}
