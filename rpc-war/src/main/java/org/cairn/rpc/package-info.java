/**
 * JSON-RPC without a transport. A {@link org.cairn.rpc.Dispatcher} takes the bytes of a request and
 * gives the bytes of its answer; doors such as {@link org.cairn.rpc.http} carry both.
 *
 * <p>A {@link org.cairn.rpc.Session} lasts for one request or batch: it knows what the caller may
 * do and takes one view of the chain, so that an answer never mixes two heads. Methods are grouped
 * by namespace in classes of their own, each of which registers them in a {@link
 * org.cairn.rpc.MethodTable}; parameters are read by {@link org.cairn.rpc.Parameters} and {@link
 * org.cairn.rpc.Values}, which name the parameter and the reason when one is wrong.
 *
 * <p>Sources: JSON-RPC 2.0; the execution-apis of Ethereum; EIP-1474 (error codes), EIP-1898 (block
 * parameters), EIP-1186 (proofs).
 */
@NullMarked
package org.cairn.rpc;

import org.jspecify.annotations.NullMarked;
