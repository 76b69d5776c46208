package org.cairn.p2p;

import org.cairn.protocol.devp2p.MessageCodec;

/**
 * How much strangers may take.
 *
 * @param peers connections in use at a time
 * @param pending connections that are not greeted yet, at a time
 * @param perAddress connections of one IPv4 address or IPv6 /64 network, at a time
 * @param attemptsPerMinute connections that one such address may open a minute, once it has used up
 *     as many at once
 * @param messagesPerSecond what is read from one peer, once it has sent as many at once; it is not
 *     read faster, which slows the peer down
 * @param messageBytes largest payload, unpacked; up to 16 MiB. Before capabilities are shared, 2
 *     KiB
 */
public record Limits(
    int peers,
    int pending,
    int perAddress,
    int attemptsPerMinute,
    int messagesPerSecond,
    int messageBytes) {
  /** What every message of the base protocol fits in, as other clients see it too. */
  static final int BASE_MESSAGE_BYTES = 2 * 1024;

  public Limits {
    positive("peers", peers);
    positive("pending connections", pending);
    positive("connections an address", perAddress);
    positive("attempts a minute", attemptsPerMinute);
    positive("messages a second", messagesPerSecond);
    if (messageBytes < BASE_MESSAGE_BYTES || messageBytes > MessageCodec.MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "the limit of a message is " + messageBytes + " bytes, not 2 KiB to 16 MiB");
    }
  }

  private static void positive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("the limit of " + what + " is " + value);
    }
  }
}
