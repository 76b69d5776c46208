/**
 * Blocks, headers, transactions, receipts and logs as the network encodes them.
 *
 * <p>Everything here is immutable and knows its own encoding: {@code read(RlpReader)} decodes
 * strictly, {@code writeTo(RlpWriter)} encodes. Validity is not looked at beyond the shape; rules
 * live in {@code consensus} and {@code execution}, storage lives elsewhere altogether.
 */
@NullMarked
package org.cairn.protocol.types;

import org.jspecify.annotations.NullMarked;
