package org.cairn.cli.evm;

import java.util.Optional;
import java.util.OptionalInt;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.TestNetworks;
import org.cairn.tools.state.StateTestChoice;
import org.cairn.tools.state.StateTests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs official state tests and prints what came of them. */
@Command(
    name = "statetest",
    mixinStandardHelpOptions = true,
    description = {
      "Runs state tests and prints a JSON list of {name, pass, stateRoot, fork, error}.",
      "Each state root goes to the standard error besides, with --trace behind the lines of EIP-3155.",
      "Ends with 0 if all tests pass, with 1 if some fail, with 2 if a file cannot be read."
    })
public final class StateTestCommand extends FixtureCommand {
  @Option(
      names = {"--fork", "--statetest.fork"},
      paramLabel = "FORK",
      description = "Only this fork, by the name that the tests use, such as London or EIP150.")
  private Optional<String> fork = Optional.empty();

  @Option(
      names = {"--index", "--statetest.index"},
      paramLabel = "N",
      description = "Only this entry of each test, counted from 0 over its forks.")
  private Optional<Integer> index = Optional.empty();

  @Override
  protected Work work() {
    if (fork.isPresent() && !TestNetworks.isKnown(fork.get())) {
      throw new FixtureException("There is no fork " + fork.get() + ".");
    }
    int chosen = index.orElse(-1);
    OptionalInt entry = chosen < 0 ? OptionalInt.empty() : OptionalInt.of(chosen);
    StateTests tests = new StateTests(new StateTestChoice(fork, entry, names()));
    return tests::run;
  }

  @Override
  protected boolean printsStateRoots() {
    return true;
  }
}
