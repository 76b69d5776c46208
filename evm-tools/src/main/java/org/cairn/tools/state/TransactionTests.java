package org.cairn.tools.state;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkNames;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.ExceptionNames;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestResult;

/**
 * Runs transaction tests of the official suites: signed bytes, and for each fork either hash,
 * sender and intrinsic gas, or the exception. Thread-safe.
 */
public final class TransactionTests {
  /** What the bytes came to on a fork. */
  private sealed interface Verdict {
    record Valid(Transaction transaction, Address sender, long intrinsicGas) implements Verdict {}

    record Refused(String reason) implements Verdict {}
  }

  /** Runs a test for each fork that it has a result for; throws FixtureException if malformed. */
  public void run(TestCase test, Consumer<TestResult> sink) {
    Bytes bytes = test.root().at("txbytes").bytes();
    for (Map.Entry<String, Member> entry : test.root().at("result").members().entrySet()) {
      Optional<Fork> fork = ForkNames.fork(entry.getKey());
      if (fork.isEmpty()) {
        String error = "unsupported fork \"" + entry.getKey() + "\"";
        sink.accept(result(test, entry.getKey(), Optional.of(error), Optional.empty()));
      } else {
        sink.accept(compare(test, entry.getKey(), entry.getValue(), judge(bytes, fork.get())));
      }
    }
  }

  private static Verdict judge(Bytes bytes, Fork fork) {
    try {
      Transaction transaction = Transaction.decode(bytes);
      Optional<Address> sender = transaction.recoverSender(Secp256k1.instance());
      if (sender.isEmpty()) {
        return new Verdict.Refused("INVALID_SIGNATURE");
      }
      long gas = TransactionExecutor.check(transaction, sender.get(), fork, U256.ONE);
      return new Verdict.Valid(transaction, sender.get(), gas);
    } catch (RlpException e) {
      return new Verdict.Refused("MALFORMED");
    } catch (InvalidBlockException e) {
      return new Verdict.Refused(e.reason().name());
    }
  }

  private static TestResult compare(TestCase test, String fork, Member expected, Verdict verdict) {
    Optional<String> exception = expected.optional("exception").map(Member::text);
    return switch (verdict) {
      case Verdict.Valid valid ->
          result(
              test,
              fork,
              exception
                  .map(name -> "the transaction was accepted where " + name + " is expected")
                  .or(() -> difference(expected, valid)),
              Optional.empty());
      case Verdict.Refused refused when exception.isEmpty() ->
          result(
              test,
              fork,
              Optional.of("the transaction was refused: " + refused.reason),
              Optional.empty());
      case Verdict.Refused refused ->
          result(
              test,
              fork,
              Optional.empty(),
              exception
                  .filter(name -> !ExceptionNames.matches(name, refused.reason))
                  .map(
                      name -> "refused for " + refused.reason + " where " + name + " is expected"));
    };
  }

  private static Optional<String> difference(Member expected, Verdict.Valid actual) {
    if (!expected.at("hash").hash().equals(actual.transaction.hash())) {
      return Optional.of("the hash is " + actual.transaction.hash());
    }
    if (!expected.at("sender").address().equals(actual.sender)) {
      return Optional.of("the sender is " + actual.sender);
    }
    return expected.at("intrinsicGas").longNumber() == actual.intrinsicGas
        ? Optional.empty()
        : Optional.of("the intrinsic gas is " + actual.intrinsicGas);
  }

  private static TestResult result(
      TestCase test, String fork, Optional<String> error, Optional<String> otherReason) {
    return new TestResult(test.file(), test.name(), fork, Optional.empty(), error, otherReason);
  }
}
