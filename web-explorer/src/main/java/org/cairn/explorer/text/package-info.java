/**
 * How numbers, amounts, times and addresses are written on a page. Pure functions: the same input
 * gives the same text on every machine, whatever its locale or zone.
 */
@NullMarked
package org.cairn.explorer.text;

import org.jspecify.annotations.NullMarked;
