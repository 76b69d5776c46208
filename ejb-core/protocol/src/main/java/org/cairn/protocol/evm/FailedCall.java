package org.cairn.protocol.evm;

import java.util.Locale;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.precompile.RefusedInput;

/** What a trace says of a call that failed as a whole, in go-ethereum's words. */
final class FailedCall {
  private FailedCall() {}

  /** Empty if it did not fail. */
  static String failure(Frame call, Outcome outcome) {
    return switch (outcome) {
      case PRECOMPILE_FAILED -> RefusedInput.why(call.target.address(), call.inputBytes().shared());
      case CODE_TOO_LONG ->
          String.format(
              Locale.ROOT,
              "%s: code size %d limit %d",
              outcome.message(),
              call.outputSize,
              call.machine.parameters.value(Parameter.MAX_CODE_SIZE));
      default -> outcome.message();
    };
  }
}
