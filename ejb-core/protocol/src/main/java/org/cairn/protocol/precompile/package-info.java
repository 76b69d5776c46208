/**
 * Precompiled contracts: functions from bytes to bytes with a price (Yellow Paper, appendix E, and
 * the EIPs that added more). They know nothing of state or frames.
 */
@NullMarked
package org.cairn.protocol.precompile;

import org.jspecify.annotations.NullMarked;
