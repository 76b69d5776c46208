package org.cairn.node.query;

import java.util.concurrent.ScheduledExecutorService;
import org.cairn.node.chain.Chain;
import org.cairn.node.state.WorldState;

/** Gives every request a view of the chain at its present head. Thread-safe. */
public final class ChainViews {
  private final Chain chain;
  private final ChainReader reader;
  private final WorldState states;
  private final CallRunner calls;
  private final Locations locations = new Locations();

  public ChainViews(
      Chain chain,
      ChainReader reader,
      WorldState states,
      CallLimits limits,
      ScheduledExecutorService timers) {
    this.chain = chain;
    this.reader = reader;
    this.states = states;
    this.calls = new CallRunner(chain.rules(), limits, timers);
  }

  public ChainView open() {
    return new HeadView(chain, chain.publisher().head(), reader, states, calls, locations);
  }
}
