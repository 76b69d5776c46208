/**
 * Cryptographic primitives over plain byte arrays: the only room that knows BouncyCastle or a
 * native library.
 */
@NullMarked
package org.cairn.protocol.crypto;

import org.jspecify.annotations.NullMarked;
