/**
 * Files of blocks: {@code era1} archives and concatenated block RLP.
 *
 * <p><b>Concatenated RLP</b> is what {@code geth export} writes: one block's RLP behind another,
 * often the genesis block first, often compressed by gzip as a whole.
 *
 * <p><b>era1</b> is a sequence of e2store records: a type of 2 bytes, a length of 4 bytes, 2 bytes
 * reserved as zero (all little-endian) and the data. A version record comes first, then for each
 * block its header (type 3), body (4) and receipts (5), each RLP in framed Snappy, and the total
 * difficulty (6) in 32 little-endian bytes; an accumulator (7) and an index end the file. Records
 * of other types are stepped over.
 *
 * <p>Both are read as a stream through {@link org.cairn.protocol.era.BlockSource}, one block in
 * memory at a time. Damaged and hostile files end in one {@link
 * org.cairn.protocol.era.BlockFileException} with the offset; what a length field claims is not
 * allocated before the bytes are there.
 */
@NullMarked
package org.cairn.protocol.era;

import org.jspecify.annotations.NullMarked;
