package org.cairn.node.chain;

import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.uint.U256;

final class BlockExecution {
  BlockExecution(ConsensusRules rules, Lineage lineage) {}

  ExecutedBlock execute(PreparedBlock prepared, U256 parentTotal, StateReader parentState) {
    throw new IllegalStateException();
  }
}
