/**
 * The tables as JPA entities, for reading. Blocks are never written through them: the writer copies
 * rows in bulk, and what a reader changed here would not be in the state that it belongs to.
 */
@NullMarked
package org.cairn.store.entity;

import org.jspecify.annotations.NullMarked;
