package org.cairn.p2p;

import java.time.Duration;

/**
 * How long strangers may take.
 *
 * @param handshake from the connection to the end of both hellos
 * @param idle until a message must be complete; after half of it we ask with a ping. Also the time
 *     for taking one message of ours.
 */
public record Timeouts(Duration handshake, Duration idle) {
  public Timeouts {
    if (!handshake.isPositive() || !idle.isPositive()) {
      throw new IllegalArgumentException("a timeout is not positive: " + handshake + ", " + idle);
    }
  }
}
