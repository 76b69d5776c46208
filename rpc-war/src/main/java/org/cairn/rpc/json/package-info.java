/**
 * JSON as JSON-RPC needs it.
 *
 * <p>In: {@link org.cairn.rpc.json.JsonReader} turns a request into a small tree of {@link
 * org.cairn.rpc.json.Json}, strictly (RFC 8259, no duplicate members, bounded depth). Out: {@link
 * org.cairn.rpc.json.JsonWriter} writes an answer straight into bytes, because large answers are
 * where the time goes; no tree is built and no text is encoded twice.
 *
 * <p>Hex follows the JSON-RPC specification of Ethereum: a QUANTITY has no leading zero ({@code
 * 0x0} is zero), DATA has two lower-case digits a byte.
 */
@NullMarked
package org.cairn.rpc.json;

import org.jspecify.annotations.NullMarked;
