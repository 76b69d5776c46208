/**
 * The curve alt_bn128 (BN254) of EIP-196 and EIP-197: y² = x³ + 3 over a field of 254 bits, with
 * Montgomery arithmetic of our own, because no library on Maven Central has it.
 *
 * <p>Tower: {@code Fp2 = Fp[i]/(i² + 1)}, {@code Fp6 = Fp2[v]/(v³ - (9 + i))}, {@code Fp12 =
 * Fp6[w]/(w² - v)}. The pairing is the optimal ate pairing (Vercauteren 2008), its line functions
 * those of Arène et al., "Faster computation of the Tate pairing" (2009).
 */
@NullMarked
package org.cairn.protocol.crypto.altbn128;

import org.jspecify.annotations.NullMarked;
