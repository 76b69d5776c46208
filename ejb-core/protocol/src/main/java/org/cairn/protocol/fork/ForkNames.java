package org.cairn.protocol.fork;

import java.util.Optional;

/** The names that test suites give to forks. */
public final class ForkNames {
  private ForkNames() {}

  public static Optional<Fork> fork(String name) {
    return switch (name) {
      case "EIP150" -> Optional.of(Forks.TANGERINE_WHISTLE);
      case "EIP158" -> Optional.of(Forks.SPURIOUS_DRAGON);
      case "ConstantinopleFix" -> Optional.of(Forks.PETERSBURG);
      case "Merge" -> Optional.of(Forks.PARIS);
      default -> Forks.ALL.stream().filter(fork -> fork.name().equals(name)).findFirst();
    };
  }
}
