package org.cairn.cli.evm;

import java.util.regex.Pattern;
import org.cairn.tools.block.BlockTests;
import picocli.CommandLine.Command;

/** Runs official block tests and prints what came of them. */
@Command(
    name = "blocktest",
    mixinStandardHelpOptions = true,
    description = {
      "Runs block tests and prints a JSON list of {name, pass, stateRoot, fork, error}.",
      "A test's blocks may also be payloads of engine_newPayload.",
      "Ends with 0 if all tests pass, with 1 if some fail, with 2 if a file cannot be read."
    })
public final class BlockTestCommand extends FixtureCommand {
  @Override
  protected Work work() {
    Pattern names = names();
    BlockTests tests = new BlockTests();
    return (test, trace, sink) -> {
      if (names.matcher(test.name()).find()) {
        sink.accept(tests.run(test, trace));
      }
    };
  }

  @Override
  protected boolean printsStateRoots() {
    return false;
  }
}
