package org.cairn.node.query;

import org.cairn.node.chain.BlockProcessor;
import org.cairn.protocol.state.StateReader;

final class CallRunner {
  CallRunner(BlockProcessor rules, CallLimits limits) {}

  CallOutcome call(CallRequest request, HeaderRecord block, StateReader state) {
    throw new IllegalStateException();
  }

  GasEstimate estimate(CallRequest request, HeaderRecord block, StateReader state) {
    throw new IllegalStateException();
  }
}
