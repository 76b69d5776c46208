/**
 * Forks as data. A {@link org.cairn.protocol.fork.Fork} is the table of everything that differs
 * between forks, derived from the fork before it; a {@link org.cairn.protocol.fork.ForkSchedule}
 * says from which block, time or total difficulty on a chain follows it; a {@link
 * org.cairn.protocol.fork.ChainConfig} is a chain's genesis configuration.
 */
@NullMarked
package org.cairn.protocol.fork;

import org.jspecify.annotations.NullMarked;
