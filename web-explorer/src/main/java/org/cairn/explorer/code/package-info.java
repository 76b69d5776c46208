/** Contract code as people read it. */
@NullMarked
package org.cairn.explorer.code;

import org.jspecify.annotations.NullMarked;
