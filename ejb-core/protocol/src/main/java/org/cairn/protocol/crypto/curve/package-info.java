/**
 * Elliptic curves over prime fields and their quadratic extensions in Java alone: short Weierstrass
 * curves (SEC 1, section 2.2), the pairing of BLS12-381 and its map from numbers to points (RFC
 * 9380). Not in constant time: for public data only.
 */
@NullMarked
package org.cairn.protocol.crypto.curve;

import org.jspecify.annotations.NullMarked;
