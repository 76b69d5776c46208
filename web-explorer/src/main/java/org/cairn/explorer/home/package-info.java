/** The first page: the state of the chain at a glance. */
@NullMarked
package org.cairn.explorer.home;

import org.jspecify.annotations.NullMarked;
