package org.cairn.p2p;

import java.util.concurrent.atomic.LongAdder;
import org.cairn.node.peers.PeerStatistics;

/** Counts what happens on the network. Thread-safe. */
final class Counters {
  final LongAdder accepted = new LongAdder();
  final LongAdder dialled = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder handshakeFailures = new LongAdder();
  final LongAdder protocolErrors = new LongAdder();
  final LongAdder timeouts = new LongAdder();
  final LongAdder endpointFailures = new LongAdder();
  final LongAdder messagesIn = new LongAdder();
  final LongAdder messagesOut = new LongAdder();
  final LongAdder bytesIn = new LongAdder();
  final LongAdder bytesOut = new LongAdder();

  PeerStatistics snapshot(Admission admission) {
    return new PeerStatistics(
        admission.peers(),
        admission.pending(),
        accepted.sum(),
        dialled.sum(),
        refused.sum(),
        turnedAway.sum(),
        handshakeFailures.sum(),
        protocolErrors.sum(),
        timeouts.sum(),
        endpointFailures.sum(),
        messagesIn.sum(),
        messagesOut.sum(),
        bytesIn.sum(),
        bytesOut.sum());
  }
}
