/**
 * Which blocks are valid before they are executed: rules of headers, bodies, ommers and seals.
 *
 * <p>{@link org.cairn.protocol.consensus.ConsensusRules} is the way in. It finds the fork of a
 * block and its {@link org.cairn.protocol.consensus.Engine}: the part of the rules that depends on
 * how blocks come about (Ethash, Clique, or a consensus client after the merge). A rule that is
 * broken throws {@link org.cairn.protocol.consensus.ConsensusException} with the numbers.
 *
 * <p>Everything is a pure function of its arguments; what is needed of older blocks comes through
 * the port {@link org.cairn.protocol.consensus.HeaderSource}, the time of day as an argument.
 * Caches (Ethash epochs, Clique snapshots) belong to their engine, are bounded, and change no
 * answer.
 */
@NullMarked
package org.cairn.protocol.consensus;

import org.jspecify.annotations.NullMarked;
