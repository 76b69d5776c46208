/**
 * The first block of a chain, and the rules of the chain, out of a genesis file.
 *
 * <p>The file is JSON as go-ethereum writes it: the members of the header ({@code nonce timestamp
 * extraData gasLimit difficulty mixHash coinbase parentHash gasUsed baseFeePerGas blobGasUsed
 * excessBlobGas}), {@code alloc} with the accounts ({@code balance nonce code storage} by address)
 * and {@code config} with chain id, forks and engine. Numbers are JSON numbers, decimal strings or
 * {@code 0x} strings; names of members match without regard to case; unknown members are skipped.
 * Roots that the header needs are not in the file but follow from the accounts and the forks.
 *
 * <p>The presets of {@link org.cairn.protocol.genesis.Network} are such files, compressed.
 */
@NullMarked
package org.cairn.protocol.genesis;

import org.jspecify.annotations.NullMarked;
