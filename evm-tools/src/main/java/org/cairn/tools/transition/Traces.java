package org.cairn.tools.transition;

import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.evm.Tracer;

/** Has a tracer for each transaction that comes to be executed. */
public interface Traces {
  /** No traces. */
  Traces NONE =
      new Traces() {
        @Override
        public Optional<Tracer> begin(Hash32 transaction) {
          return Optional.empty();
        }

        @Override
        public void end() {}
      };

  /** In front of a transaction that was decoded and has a sender; it may be refused yet. */
  Optional<Tracer> begin(Hash32 transaction);

  /** Behind it. */
  void end();

  /** For what the block itself calls. */
  default Optional<Tracer> ofSystemCalls() {
    return Optional.empty();
  }
}
