/** 256-bit unsigned words: the immutable {@link org.cairn.protocol.uint.U256}. */
@NullMarked
package org.cairn.protocol.uint;

import org.jspecify.annotations.NullMarked;
