/** What somebody who types into the search box may mean, and what the chain has of it. */
@NullMarked
package org.cairn.explorer.search;

import org.jspecify.annotations.NullMarked;
