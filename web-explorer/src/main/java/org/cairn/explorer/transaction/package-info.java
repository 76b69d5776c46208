/** Pages about transactions. */
@NullMarked
package org.cairn.explorer.transaction;

import org.jspecify.annotations.NullMarked;
