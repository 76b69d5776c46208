/**
 * The resource adapter that speaks RLPx over TCP.
 *
 * <p>{@link org.cairn.p2p.RlpxListener} with its {@link org.cairn.p2p.PeerConnection}s is plain
 * Java and runs anywhere; {@link org.cairn.p2p.P2pResourceAdapter} runs it inside an application
 * server: the accept loop as a long-running {@code Work}, each peer on a virtual thread that reads,
 * decodes and delivers to the message endpoint before it reads on. What a message means is not
 * known here.
 *
 * <p>Everything that a stranger controls has a limit ({@link org.cairn.p2p.Limits}, {@link
 * org.cairn.p2p.Timeouts}): connections that are not greeted yet, connections and attempts an
 * address, peers, bytes of a message, messages a second, time for the handshake, silence, and time
 * for taking what we write. The accept loop closes what is overdue, so no thread can be held by a
 * peer that stalls.
 */
@NullMarked
package org.cairn.p2p;

import org.jspecify.annotations.NullMarked;
