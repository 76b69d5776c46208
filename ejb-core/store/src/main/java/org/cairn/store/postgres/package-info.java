/**
 * The chain in PostgreSQL.
 *
 * <p>One node writes. It holds an advisory lock of the database on a connection of its own, and a
 * fencing number that each commit checks, so that a node that lost the lock without noticing cannot
 * write any more.
 *
 * <p>Blocks are written by binary COPY, groups of them in one transaction: the rows are encoded
 * straight from the blocks into one buffer a table, which may be done while the group before is
 * being committed. Contents go in once, by hash, and stay; derived rows are there for the canonical
 * chain only.
 *
 * <p>The tables are described where they are made: in the migrations of the module {@code sql}.
 */
@NullMarked
package org.cairn.store.postgres;

import org.jspecify.annotations.NullMarked;
