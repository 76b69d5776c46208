package org.cairn.node.peers;

/**
 * Counters of the network since it started, and two levels ({@code peers}, {@code pending}).
 *
 * @param peers connections that both sides use now
 * @param pending connections that are not greeted yet
 * @param accepted connections that came in
 * @param dialled connections that we made
 * @param refused connections closed unread because a limit of ours was reached
 * @param turnedAway peers told after the handshake that they are too many, useless, known or we
 * @param handshakeFailures connections that ended before both had said hello
 * @param protocolErrors greeted peers that broke the protocol
 * @param timeouts connections that kept silent for too long
 * @param endpointFailures events whose handling failed in the node
 * @param messagesIn messages received, those of the base protocol included
 * @param messagesOut messages sent, those of the base protocol included
 * @param bytesIn bytes received, encryption included
 * @param bytesOut bytes sent, encryption included
 */
public record PeerStatistics(
    long peers,
    long pending,
    long accepted,
    long dialled,
    long refused,
    long turnedAway,
    long handshakeFailures,
    long protocolErrors,
    long timeouts,
    long endpointFailures,
    long messagesIn,
    long messagesOut,
    long bytesIn,
    long bytesOut) {}
