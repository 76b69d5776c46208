/**
 * The curve alt_bn128 (BN254) of EIP-196 and EIP-197: y² = x³ + 3 over a field of 254 bits, with
 * arithmetic of our own, because no library on Maven Central has it.
 *
 * <p>Tower: {@code Fp2 = Fp[i]/(i² + 1)}, {@code Fp6 = Fp2[v]/(v³ - (9 + i))}, {@code Fp12 =
 * Fp6[w]/(w² - v)}. The pairing is the optimal ate pairing (Vercauteren 2008).
 *
 * <p>Numbers are mutable and confined to one computation, so that hardly anything is allocated on
 * the way; points and what {@link org.cairn.protocol.crypto.altbn128.AltBn128} offers are not.
 */
@NullMarked
package org.cairn.protocol.crypto.altbn128;

import org.jspecify.annotations.NullMarked;
