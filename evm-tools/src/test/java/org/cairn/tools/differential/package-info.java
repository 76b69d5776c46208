/**
 * Random programs and transactions, run here and by go-ethereum's {@code evm statetest}: state
 * roots, logs and, on a part of them, every line of the trace must be the same.
 */
@NullMarked
package org.cairn.tools.differential;

import org.jspecify.annotations.NullMarked;
