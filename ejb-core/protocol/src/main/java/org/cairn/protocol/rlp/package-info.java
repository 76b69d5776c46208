/**
 * Recursive Length Prefix, the encoding of Ethereum (Yellow Paper, appendix B).
 *
 * <p>An item is a string of bytes or a list of items. A single byte below 0x80 is itself; a string
 * of 0..55 bytes is 0x80 + length and the bytes; a longer one is 0xb7 + (length of the length), the
 * length, the bytes. Lists are the same with 0xc0 and 0xf7. Scalars are big-endian strings without
 * leading zeros.
 *
 * <p>Decoding is strict: every length in its shortest form, every byte within its list, scalars
 * without leading zeros. What breaks this throws {@link org.cairn.protocol.rlp.RlpException}, which
 * names the offset.
 */
@NullMarked
package org.cairn.protocol.rlp;

import org.jspecify.annotations.NullMarked;
