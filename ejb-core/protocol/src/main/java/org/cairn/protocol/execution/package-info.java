/**
 * Execution of transactions and blocks over a {@link org.cairn.protocol.state.StateReader} (Yellow
 * Paper, sections 6 and 11): which are valid, what they pay, what they change.
 */
@NullMarked
package org.cairn.protocol.execution;

import org.jspecify.annotations.NullMarked;
