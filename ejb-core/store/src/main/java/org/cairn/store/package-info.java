/**
 * Adapters of the node's storage ports. {@link org.cairn.store.UnitOfWork} is how they reach the
 * database: inside the server's transactions, or with transactions of the connection's own.
 */
@NullMarked
package org.cairn.store;

import org.jspecify.annotations.NullMarked;
