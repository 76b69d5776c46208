/**
 * What the network and the node say to each other.
 *
 * <p>The network part (sockets, encryption, limits on strangers) lives in a resource adapter of the
 * application server. It delivers {@link org.cairn.node.peers.PeerEvent}s to a {@link
 * org.cairn.node.peers.PeerListener}: first {@code NetworkStarted}, last {@code NetworkStopped},
 * and between them for each connection {@code Greeted}, its messages in the order of the wire, and
 * {@code Left}. The events of one connection come one after the other; those of different
 * connections at the same time. While an event is being handled nothing more is read from that
 * peer, so a slow node slows its peers instead of filling memory.
 *
 * <p>{@link org.cairn.node.peers.PeerTable} is the node's side: it knows who is connected and
 * answers {@link org.cairn.node.peers.NetworkStatus}. {@link org.cairn.node.peers.PeerDialer} goes
 * the other way: the node asks the network to connect to somebody.
 */
@NullMarked
package org.cairn.node.peers;

import org.jspecify.annotations.NullMarked;
