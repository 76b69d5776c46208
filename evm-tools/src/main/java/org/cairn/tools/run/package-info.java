/**
 * Single programs: code and input run as one call or creation on a state, as go-ethereum's {@code
 * evm run} does it, without a transaction around it.
 */
@NullMarked
package org.cairn.tools.run;

import org.jspecify.annotations.NullMarked;
