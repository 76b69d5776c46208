/**
 * Immutable byte strings: {@link org.cairn.protocol.bytes.Bytes} of any length, {@link
 * org.cairn.protocol.bytes.Hash32} of 32 bytes and {@link org.cairn.protocol.bytes.Address} of 20.
 *
 * <p>All of them are values: thread-safe, equal by content, printed as {@code 0x} followed by
 * lower-case hex.
 */
@NullMarked
package org.cairn.protocol.bytes;

import org.jspecify.annotations.NullMarked;
