package org.cairn.protocol.execution;

import java.util.List;

/** The names that test suites give to the reasons why a transaction or block is invalid. */
final class ExceptionNames {
  private ExceptionNames() {}

  /** Whether one of the alternatives in {@code expected} is what our reason says. */
  static boolean matches(String expected, String reason) {
    for (String name : List.of(expected.split("\\|"))) {
      if (name.equals(reason)) {
        return true;
      }
    }
    return false;
  }
}
