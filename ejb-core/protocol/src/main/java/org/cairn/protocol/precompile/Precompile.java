package org.cairn.protocol.precompile;

import org.jspecify.annotations.Nullable;

/** A contract that is part of the protocol: a function of its input. Thread-safe. */
public interface Precompile {
  /** What a call with this input costs, whether it fails or not. */
  long gas(byte[] input);

  /**
   * The output; null if the input is refused, which takes all gas of the call.
   *
   * @param input not to be written to
   */
  byte @Nullable [] run(byte[] input);
}
