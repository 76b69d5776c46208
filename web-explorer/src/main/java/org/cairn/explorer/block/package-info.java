/** Pages about blocks. */
@NullMarked
package org.cairn.explorer.block;

import org.jspecify.annotations.NullMarked;
