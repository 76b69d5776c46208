/**
 * HTTP in front of the dispatcher, by JAX-RS.
 *
 * <p>{@code POST /} is JSON-RPC; {@code POST /upload} and {@code GET /download/NAME} carry chain
 * files; {@code GET /health/ready} says whether the node answers. Listening on loopback is no
 * authentication, for a page in a browser can reach it: {@link org.cairn.rpc.http.Gate} checks Host
 * (against DNS rebinding), Origin and Content-Type before anything is read.
 */
@NullMarked
package org.cairn.rpc.http;

import org.jspecify.annotations.NullMarked;
