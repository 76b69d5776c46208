/** Pages about accounts and contracts. */
@NullMarked
package org.cairn.explorer.address;

import org.jspecify.annotations.NullMarked;
