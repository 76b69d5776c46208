/**
 * What others read of the chain. A {@link org.cairn.node.query.ChainView} is the chain at one head,
 * from which a page or an RPC answer is made; {@link org.cairn.node.query.ChainReader} is the port
 * behind it that finds blocks, transactions, logs and addresses in the database.
 */
@NullMarked
package org.cairn.node.query;

import org.jspecify.annotations.NullMarked;
