/**
 * The pieces that pages are put together from, ready to be written: every text is final, nothing is
 * computed in a template. A template escapes every one of them.
 */
@NullMarked
package org.cairn.explorer.part;

import org.jspecify.annotations.NullMarked;
